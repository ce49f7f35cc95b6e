using NetVips;
using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>Small JPEGs of pictures, to be looked at by people.</summary>
public static class PicturePreview
{
    private const int Quality = 80;

    // A damaged picture is shown as far as it goes: it is there to be looked at.
    private static readonly DecodeLimits Limits = new() { Tolerant = true, MaxFrames = int.MaxValue };

    /// <summary>A small JPEG of a picture as it is shown, turned if asked for; decoded at a fraction of its size where the format can.</summary>
    /// <param name="path">The picture.</param>
    /// <param name="longSide">The most pixels of its longer side before it is turned, 16 to 4096.</param>
    /// <param name="turn">Degrees clockwise; the corners become white.</param>
    /// <exception cref="UprightException">The file or the picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    public static byte[] Jpeg(string path, int longSide, Angle turn = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(longSide, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longSide, 4096);
        using var source = PictureSource.FromFile(path, Limits);
        return Jpeg(source, longSide, turn);
    }

    /// <summary>The same of a picture that was opened.</summary>
    internal static byte[] Jpeg(OpenedInput input, int longSide) => Jpeg(input.Source, longSide, Angle.Zero);

    private static byte[] Jpeg(PictureSource source, int longSide, Angle turn) =>
        Jpeg(Picture.Open(source, Limits).OpenForEstimate(longSide).Pixels, turn);

    /// <summary>A JPEG of pixels, turned if asked for.</summary>
    internal static byte[] Jpeg(PixelBuffer pixels, Angle turn)
    {
        using var memory = Image.NewFromMemory(pixels.Pixels, pixels.Width, pixels.Height, pixels.Channels, Enums.BandFormat.Uchar);
        using var image = memory.Copy(interpretation: pixels.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        using var turned = Rectifier.Rectify(image, RotationPlan.For(turn, image.Width, image.Height), Fill.White, keepsAlpha: false);
        return turned.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }
}

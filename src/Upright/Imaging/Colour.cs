using NetVips;

namespace Upright.Imaging;

/// <summary>Brings every colour space a file may hold to sRGB or grey.</summary>
internal static class Colour
{
    private const string Srgb = "srgb";
    private const string Cmyk = "cmyk";

    /// <summary>
    /// For writing: RGB or grey, 8 or 16 bits, alpha kept. Pixels that are RGB or grey already stay as they are, with their profile;
    /// inks go through the embedded profile, or libvips' own CMYK profile where there is none.
    /// </summary>
    public static Image ForOutput(Image image)
    {
        var wide = image.Format != Enums.BandFormat.Uchar;
        return image.Interpretation switch
        {
            Enums.Interpretation.Cmyk => FromInk(image, wide ? 16 : 8),
            Enums.Interpretation.Srgb or Enums.Interpretation.Bw when !wide => image.Copy(),
            Enums.Interpretation.Rgb16 or Enums.Interpretation.Grey16 when image.Format == Enums.BandFormat.Ushort => image.Copy(),
            Enums.Interpretation.Multiband or Enums.Interpretation.Rgb when !wide && image.Bands >= 3 => FirstThreeBands(image),
            _ when wide => image.Colourspace(image.Bands < 3 ? Enums.Interpretation.Grey16 : Enums.Interpretation.Rgb16),
            _ => image.Colourspace(image.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb),
        };
    }

    /// <summary>For the network: sRGB or grey, 8 bits, no alpha.</summary>
    public static Image ForEstimate(Image image)
    {
        using var output = ForOutput(image);
        using var shown = IccProfile.Fits(output) ? WithoutProfile(output) : output.Copy();
        return shown.Colourspace(shown.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    /// <summary>Composes transparency over white.</summary>
    public static Image OverWhite(Image image)
    {
        if (!image.HasAlpha())
        {
            return image.Copy();
        }

        var white = image.Interpretation switch
        {
            Enums.Interpretation.Cmyk => 0, // no ink
            Enums.Interpretation.Rgb16 or Enums.Interpretation.Grey16 => ushort.MaxValue,
            _ => byte.MaxValue,
        };
        return image.Flatten(background: [white]);
    }

    // Black point compensation: without it the black of paper, which no ink makes quite black, comes out grey.
    private static Image FromInk(Image image, int depth) =>
        image.IccTransform(Srgb, intent: Enums.Intent.Relative, blackPointCompensation: true, embedded: true, inputProfile: Cmyk, depth: depth);

    private static Image WithoutProfile(Image image)
    {
        try
        {
            return image.IccTransform(Srgb, intent: Enums.Intent.Relative, embedded: true, depth: 8);
        }
        catch (VipsException)
        {
            // A profile lcms refuses to use. The pixels are the best guess, as every viewer makes it.
            return image.Copy();
        }
    }

    private static Image FirstThreeBands(Image image)
    {
        using var bands = image.ExtractBand(0, n: 3);
        return bands.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}

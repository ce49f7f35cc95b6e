using NetVips;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Graphics.Colors;

namespace Upright.Pages;

/// <summary>The plain samples that most scans are stored as: black and white, grey, and red, green and blue.</summary>
internal static class PdfSamples
{
    /// <summary>The picture of its samples; null for samples of another kind, or too few.</summary>
    /// <param name="picture">Says what they are.</param>
    /// <param name="samples">Gives them; read no further than to the last that is needed, whatever may follow.</param>
    public static Image? TryUnpack(IPdfImage picture, Stream samples)
    {
        int width = picture.WidthInSamples, height = picture.HeightInSamples;
        var channels = picture.IsImageMask ? 1 : picture.ColorSpaceDetails?.Type switch
        {
            ColorSpace.DeviceGray or ColorSpace.CalGray => 1,
            ColorSpace.DeviceRGB or ColorSpace.CalRGB => 3,
            ColorSpace.ICCBased => picture.ColorSpaceDetails.NumberOfColorComponents,
            _ => 0,
        };
        var row = picture.BitsPerComponent == 1 ? (width + 7) / 8 : width * channels;
        if (channels is not (1 or 3) || (picture.BitsPerComponent, channels) is not ((1, 1) or (8, _)) || (long)width * height * channels > Array.MaxLength)
        {
            return null;
        }

        var bytes = new byte[width * height * channels];
        var inverted = picture.Decode is [1, 0, ..];
        try
        {
            if (picture.BitsPerComponent == 1)
            {
                UnpackBits(samples, bytes, width, row, inverted);
            }
            else
            {
                samples.ReadExactly(bytes);
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException)
        {
            return null;
        }

        using var image = Image.NewFromMemory(bytes, width, height, channels, Enums.BandFormat.Uchar);
        using var right = inverted && picture.BitsPerComponent == 8 ? image.Invert() : image.Copy();
        return right.Copy(interpretation: channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
    }

    private static void UnpackBits(Stream samples, byte[] bytes, int width, int row, bool inverted)
    {
        byte one = inverted ? byte.MinValue : byte.MaxValue, zero = inverted ? byte.MaxValue : byte.MinValue;
        var line = new byte[row];
        for (var at = 0; at < bytes.Length;)
        {
            samples.ReadExactly(line);
            for (var x = 0; x < width; x++)
            {
                bytes[at++] = (line[x >> 3] & (0x80 >> (x & 7))) != 0 ? one : zero;
            }
        }
    }
}

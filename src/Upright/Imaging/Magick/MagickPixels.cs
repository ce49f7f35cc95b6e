using ImageMagick;
using NetVips;

namespace Upright.Imaging;

/// <summary>A picture of ImageMagick as one of libvips and back: its pixels, and what describes them.</summary>
internal static class MagickPixels
{
    private const int MillimetresPerCentimetre = 10;

    private static readonly (string Profile, string Field)[] Carried = [("icc", IccProfile.Field), ("xmp", Xmp.Field), ("iptc", "iptc-data")];

    /// <summary>Copies it.</summary>
    public static Image ToVips(MagickImage image)
    {
        if (image.ColorSpace is ColorSpace.RGB or ColorSpace.LinearGray && !image.HasProfile("icc"))
        {
            // Its values are light itself.
            image.ColorSpace = image.ColorSpace == ColorSpace.RGB ? ColorSpace.sRGB : ColorSpace.Gray;
        }

        var (mapping, interpretation) = image.ColorSpace switch
        {
            ColorSpace.Gray or ColorSpace.LinearGray => ("R", Enums.Interpretation.Bw),
            ColorSpace.CMYK => ("CMYK", Enums.Interpretation.Cmyk),
            _ => ("RGB", Enums.Interpretation.Srgb),
        };
        if (mapping == "RGB" && image.ColorSpace is not (ColorSpace.sRGB or ColorSpace.RGB))
        {
            image.ColorSpace = ColorSpace.sRGB;
        }

        mapping += image.HasAlpha ? "A" : "";
        var (width, height) = (checked((int)image.Width), checked((int)image.Height));
        if ((long)width * height * mapping.Length > Array.MaxLength)
        {
            throw new UprightException(UprightError.TooManyPixels, $"It has {width} × {height}; of a format that ImageMagick reads there may be {Array.MaxLength / mapping.Length}.");
        }

        using var memory = Image.NewFromMemoryCopy<byte>(Bytes(image, mapping), width, height, mapping.Length, Enums.BandFormat.Uchar);
        var (x, y) = Resolution.OfDensity(image.Density) ?? (memory.Xres, memory.Yres);
        using var coloured = memory.Copy(interpretation: interpretation, xres: x, yres: y);
        using var described = Described(coloured, image);
        // The pixels are as they are shown, whatever EXIF says of an orientation.
        return image.GetProfile("exif") is { } exif ? ExifBlock.Attach(described, ExifPatch.Turned(ExifPatch.WithHeader(exif.ToByteArray()), width, height, map: null)) : described.Copy();
    }

    /// <summary>Copies one that is written, 8 bits a sample.</summary>
    public static MagickImage FromVips(Image image, EncodeOptions options)
    {
        var isGrey = image.Bands < 3;
        using var shallow = image.Colourspace(isGrey ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        PixelReadSettings layout = new((uint)image.Width, (uint)image.Height, StorageType.Char, (isGrey ? "I" : "RGB") + (image.HasAlpha() ? "A" : ""));
        MagickImage written = new();
        written.ReadPixels(shallow.WriteToMemory<byte>(), layout);
        if (isGrey)
        {
            written.ColorSpace = ColorSpace.Gray;
        }

        if (options.IsBilevel(image))
        {
            written.ColorType = ColorType.Bilevel;
        }

        written.Density = new Density(image.Xres * MillimetresPerCentimetre, image.Yres * MillimetresPerCentimetre, DensityUnit.PixelsPerCentimeter);
        foreach (var (profile, field) in Carried)
        {
            if (image.Contains(field) && image.Get(field) is byte[] bytes)
            {
                written.SetProfile(new ImageProfile(profile, bytes));
            }
        }

        if (ExifBlock.Of(image) is { } exif)
        {
            written.SetProfile(new ImageProfile("exif", ExifPatch.Turned(exif, image.Width, image.Height, options.Coordinates)));
        }

        return written;
    }

    private static byte[] Bytes(MagickImage image, string mapping)
    {
        using var pixels = image.GetPixelsUnsafe();
        return pixels.ToByteArray(mapping) ?? throw new InvalidDataException("It has no pixels.");
    }

    private static Image Described(Image pixels, MagickImage image) => pixels.Mutate(mutable =>
    {
        foreach (var (profile, field) in Carried)
        {
            if (image.GetProfile(profile)?.ToByteArray() is { Length: > 0 } bytes)
            {
                mutable.Set(GValue.BlobType, field, bytes);
            }
        }
    });
}

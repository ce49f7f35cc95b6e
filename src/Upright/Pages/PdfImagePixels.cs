using System.IO.Compression;
using NetVips;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>Decodes the pictures of a PDF to look at them.</summary>
internal sealed class PdfImagePixels(ILookupFilterProvider filters, PdfObjects objects)
{
    /// <summary>sRGB and alpha, 8 bits each, scaled down to about the size that is wanted.</summary>
    /// <exception cref="PagePictureException">It cannot be decoded.</exception>
    public Image Open(IPdfImage picture, double wantedWidth, double wantedHeight, DecodeLimits limits)
    {
        try
        {
            using var colour = OpenColour(picture, wantedWidth, limits);
            using var small = Shrunk(colour, wantedWidth, wantedHeight);
            using var alpha = OpenAlpha(picture, small, limits);
            using var ink = picture.IsImageMask ? small.NewFromImage(0).Copy(interpretation: Enums.Interpretation.Bw) : small.Copy();
            using var shown = ink.Colourspace(Enums.Interpretation.Srgb);
            using var plain = shown.ExtractBand(0, n: 3);
            using var layered = plain.Bandjoin(alpha);
            return layered.CopyMemory();
        }
        catch (Exception exception) when (exception is VipsException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw new PagePictureException(UnsureReason.Damaged, exception);
        }
    }

    // A stencil paints where its samples are 0: what is drawn with it counts as ink. A mask hides where its samples are 1.
    private Image OpenAlpha(IPdfImage picture, Image size, DecodeLimits limits)
    {
        if (picture.IsImageMask)
        {
            return size.Invert();
        }

        if (picture.MaskImage is not { } mask)
        {
            return size.NewFromImage(byte.MaxValue);
        }

        using var grey = OpenColour(mask, size.Width, limits with { Tolerant = true });
        using var band = grey[0];
        using var fitting = band.Resize((double)size.Width / band.Width, vscale: (double)size.Height / band.Height);
        using var cut = fitting.Embed(0, 0, size.Width, size.Height, extend: Enums.Extend.Copy);
        return mask.IsImageMask ? cut.Invert() : cut.Copy();
    }

    private Image OpenColour(IPdfImage picture, double wantedWidth, DecodeLimits limits)
    {
        var names = Filters(picture);
        if (names.Contains("JBIG2Decode") || (names.Contains("JPXDecode") && (names[^1] != "JPXDecode" || !limits.ReadsWithImageMagick)))
        {
            throw new PagePictureException(UnsureReason.UnsupportedPicture);
        }

        if (names.Count > 0 && names[^1] == "JPXDecode")
        {
            return OpenJpeg2000(new MemoryPictureSource(Undecorated(picture, names.Count - 1)), limits);
        }

        if (names.Count > 0 && names[^1] is "DCTDecode" or "DCT")
        {
            var factor = Math.Clamp(picture.WidthInSamples / wantedWidth, 1, Math.Max(1, Math.Min(picture.WidthInSamples, picture.HeightInSamples)));
            using var jpeg = Codecs.Of(PictureFormat.Jpeg)
                .OpenShrunk(new MemoryPictureSource(Undecorated(picture, names.Count - 1)), factor, new DecodeLimits { Tolerant = limits.Tolerant });
            using var coloured = Colour.ForEstimate(jpeg);
            return coloured.CopyMemory();
        }

        if (names is ["FlateDecode" or "Fl"] && !IsPredicted(picture))
        {
            // The library would hold a large scan several times over, and unfold whatever a hostile one unfolds to.
            using var inflated = new ZLibStream(new MemoryPictureSource(picture.RawMemory).OpenRead(), CompressionMode.Decompress);
            if (PdfSamples.TryUnpack(picture, inflated) is { } scan)
            {
                return scan;
            }
        }

        if (!picture.TryGetBytesAsMemory(out var samples))
        {
            throw new PagePictureException(UnsureReason.Damaged);
        }

        using var decodedSamples = new MemoryPictureSource(samples).OpenRead();
        if (PdfSamples.TryUnpack(picture, decodedSamples) is { } unpacked)
        {
            return unpacked;
        }

        if (!picture.TryGetPng(out var png))
        {
            var leastBits = (long)picture.WidthInSamples * picture.HeightInSamples * picture.BitsPerComponent;
            throw new PagePictureException(samples.Length * 8L < leastBits ? UnsureReason.Damaged : UnsureReason.UnsupportedPicture);
        }

        using var decoded = Image.PngloadBuffer(png);
        using var opaque = Colour.OverWhite(decoded);
        using var shown = Colour.ForEstimate(opaque);
        return shown.CopyMemory();
    }

    // Its own header tells how large it is, whatever the PDF says.
    private static Image OpenJpeg2000(PictureSource source, DecodeLimits limits)
    {
        try
        {
            if (HeaderReader.Read(source, limits).Format != PictureFormat.Jpeg2000)
            {
                throw new PagePictureException(UnsureReason.Damaged);
            }

            using var decoded = Codecs.Of(PictureFormat.Jpeg2000).Open(source, Enums.Access.Sequential, limits);
            using var opaque = Colour.OverWhite(decoded);
            using var shown = Colour.ForEstimate(opaque);
            return shown.CopyMemory();
        }
        catch (UprightException exception) when (exception.Error != UprightError.MissingLibrary)
        {
            throw new PagePictureException(exception.Error == UprightError.TooManyPixels ? UnsureReason.TooManyPixels : UnsureReason.Damaged, exception);
        }
    }

    // Samples may be stored as differences from their neighbours.
    private bool IsPredicted(IPdfImage picture)
    {
        var entry = Entry(picture, "DecodeParms", "DP");
        var parameters = objects.Get<DictionaryToken>(objects.Get<ArrayToken>(entry) is { Data: [var first, ..] } ? first : entry);
        return objects.Get<NumericToken>(parameters, "Predictor") is { Int: > 1 };
    }

    // A JPEG may be packed once more.
    private byte[] Undecorated(IPdfImage picture, int outer)
    {
        var bytes = picture.RawMemory;
        for (var i = 0; i < outer; i++)
        {
            bytes = filters.GetFilters(picture.ImageDictionary, null!)[i].Decode(bytes, picture.ImageDictionary, filters, i);
        }

        return bytes.ToArray();
    }

    private List<string> Filters(IPdfImage picture)
    {
        var entry = Entry(picture, "Filter", "F");
        return objects.Get<NameToken>(entry) is { } one
            ? [one.Data]
            : [.. (objects.Get<ArrayToken>(entry)?.Data ?? []).Select(name => objects.Get<NameToken>(name)?.Data ?? "")];
    }

    // Pictures within a page's content may have the short names.
    private static IToken? Entry(IPdfImage picture, string name, string shortName) =>
        picture.ImageDictionary.Data.GetValueOrDefault(name) ?? picture.ImageDictionary.Data.GetValueOrDefault(shortName);

    private static Image Shrunk(Image image, double wantedWidth, double wantedHeight)
    {
        double across = wantedWidth / image.Width, down = wantedHeight / image.Height;
        return across < 1 || down < 1 ? image.Resize(Math.Min(1, across), vscale: Math.Min(1, down)) : image.Copy();
    }
}

using UglyToad.PdfPig.Content;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>Draws a page of a PDF small: its pictures, and where there are none a dark box for each letter, which shows how the lines run.</summary>
internal static class PageSketch
{
    private const int Channels = 3;
    private const byte Ink = 80;
    private const double LargePicture = 0.5;

    /// <summary>Draws it as it is shown.</summary>
    /// <param name="page">The page.</param>
    /// <param name="decoder">Decodes its pictures; those that cannot be decoded are left out.</param>
    /// <param name="limits">What pictures may cost.</param>
    /// <param name="longSide">The pixels of its longer side, where no picture is drawn.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PixelBuffer Draw(Page page, PdfImagePixels decoder, DecodeLimits limits, int longSide, CancellationToken cancellationToken)
    {
        var pictures = PagePicture.Of(page);
        var canvas = Pictures(page, pictures, decoder, limits, cancellationToken) ?? Blank(page, longSide);
        // Over a scan there may be letters that a program has read from it: they are there already.
        if (pictures.Coverage < LargePicture)
        {
            foreach (var letter in page.Letters)
            {
                Fill(canvas, PageTurn.BoundsOf(letter.BoundingBox), canvas.Width / page.Width);
            }
        }

        return canvas;
    }

    private static PixelBuffer? Pictures(Page page, PagePicture pictures, PdfImagePixels decoder, DecodeLimits limits, CancellationToken cancellationToken)
    {
        try
        {
            return pictures.Coverage > 0 ? pictures.Draw(decoder, limits, cancellationToken) : null;
        }
        catch (PagePictureException)
        {
            return null;
        }
    }

    private static PixelBuffer Blank(Page page, int longSide)
    {
        var scale = longSide / Math.Max(page.Width, page.Height);
        int width = Math.Max(1, (int)(page.Width * scale)), height = Math.Max(1, (int)(page.Height * scale));
        var pixels = new byte[width * height * Channels];
        Array.Fill(pixels, byte.MaxValue);
        return new PixelBuffer(pixels, width, height, Channels);
    }

    private static void Fill(PixelBuffer canvas, UglyToad.PdfPig.Core.PdfRectangle box, double scale)
    {
        int left = Math.Max(0, (int)(box.Left * scale)), right = Math.Min(canvas.Width, (int)Math.Ceiling(box.Right * scale));
        int top = Math.Max(0, (int)(canvas.Height - (box.Top * scale))), bottom = Math.Min(canvas.Height, (int)Math.Ceiling(canvas.Height - (box.Bottom * scale)));
        for (var y = top; y < bottom && left < right; y++)
        {
            canvas.Pixels.AsSpan(((y * canvas.Width) + left) * Channels, (right - left) * Channels).Fill(Ink);
        }
    }
}

using NetVips;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>The pictures of a page, drawn where they lie on it, as it is shown: strips become whole again, and turned or mirrored ones stand as they are seen.</summary>
internal sealed class PagePicture
{
    private const int Channels = 3;
    private const double LeastShare = 0.0005; // of the page's area

    private readonly Page page;
    private readonly IReadOnlyList<IPdfImage> pictures;

    private PagePicture(Page page, IReadOnlyList<IPdfImage> pictures) => (this.page, this.pictures) = (page, pictures);

    /// <summary>The share of the page that pictures cover, 0 to 1; where they overlap it is counted twice.</summary>
    public double Coverage => Math.Min(1, pictures.Sum(Share));

    /// <summary>Finds the pictures of a page; specks are left out.</summary>
    public static PagePicture Of(Page page)
    {
        var picture = new PagePicture(page, [.. page.GetImages()]);
        return new PagePicture(page, [.. picture.pictures.Where(one => picture.Share(one) >= LeastShare)]);
    }

    /// <summary>Draws them on white, as large as a page is looked at, or as they are stored if that is smaller.</summary>
    /// <exception cref="PagePictureException">One of them cannot be decoded.</exception>
    public PixelBuffer Draw(PdfImagePixels decoder, DecodeLimits limits, CancellationToken cancellationToken)
    {
        if (pictures.Any(picture => (long)picture.WidthInSamples * picture.HeightInSamples > limits.MaxPixels))
        {
            throw new PagePictureException(UnsureReason.TooManyPixels);
        }

        VipsRuntime.Prepare();
        var density = pictures.Max(picture => picture.WidthInSamples / Math.Max(Length(picture.BoundingBox.BottomLeft, picture.BoundingBox.BottomRight), 1e-3));
        var scale = Math.Min(ReducedPicture.DefaultLongSide / Math.Max(page.Width, page.Height), density);
        int width = Math.Max(1, (int)Math.Round(page.Width * scale)), height = Math.Max(1, (int)Math.Round(page.Height * scale));
        var canvas = new byte[width * height * Channels];
        Array.Fill(canvas, byte.MaxValue);
        foreach (var picture in pictures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Draw(picture, decoder, limits, scale, new PixelBuffer(canvas, width, height, Channels));
        }

        return new PixelBuffer(canvas, width, height, Channels);
    }

    private static void Draw(IPdfImage picture, PdfImagePixels decoder, DecodeLimits limits, double scale, PixelBuffer canvas)
    {
        var (corner, right, down) = (OnCanvas(picture.BoundingBox.TopLeft), OnCanvas(picture.BoundingBox.TopRight), OnCanvas(picture.BoundingBox.BottomLeft));
        var all = OnCanvas(picture.BoundingBox.BottomRight);
        int left = Clamp(Math.Floor(Least(corner.X, right.X, down.X, all.X)), canvas.Width), top = Clamp(Math.Floor(Least(corner.Y, right.Y, down.Y, all.Y)), canvas.Height);
        int width = Clamp(Math.Ceiling(Most(corner.X, right.X, down.X, all.X)), canvas.Width) - left, height = Clamp(Math.Ceiling(Most(corner.Y, right.Y, down.Y, all.Y)), canvas.Height) - top;
        if (width < 1 || height < 1)
        {
            return;
        }

        using var pixels = decoder.Open(picture, Length(corner, right), Length(corner, down), limits);
        double a = (right.X - corner.X) / pixels.Width, b = (down.X - corner.X) / pixels.Height;
        double c = (right.Y - corner.Y) / pixels.Width, d = (down.Y - corner.Y) / pixels.Height;

        // libvips puts pixel centres on whole numbers. One more pixel all around keeps a picture's edge from fading.
        using var wide = pixels.Embed(1, 1, pixels.Width + 2, pixels.Height + 2, extend: Enums.Extend.Copy);
        using var kernel = Interpolate.NewFromName("bilinear");
        using var placed = wide.Affine(
            [a, b, c, d], interpolate: kernel, oarea: [left, top, width, height],
            odx: corner.X - 0.5 - ((a + b) / 2), ody: corner.Y - 0.5 - ((c + d) / 2));
        Blend(placed.WriteToMemory<byte>(), canvas, left, top, width, height);

        PdfPoint OnCanvas(PdfPoint point) => new(point.X * scale, canvas.Height - (point.Y * scale));
    }

    private static void Blend(byte[] layer, PixelBuffer canvas, int left, int top, int width, int height)
    {
        for (var y = 0; y < height; y++)
        {
            var from = layer.AsSpan(y * width * (Channels + 1), width * (Channels + 1));
            var to = canvas.Pixels.AsSpan((((top + y) * canvas.Width) + left) * Channels, width * Channels);
            for (int x = 0, at = 0; at < to.Length; x += Channels + 1)
            {
                for (int channel = 0, alpha = from[x + Channels]; channel < Channels; channel++, at++)
                {
                    to[at] = (byte)(((from[x + channel] * alpha) + (to[at] * (byte.MaxValue - alpha)) + 127) / byte.MaxValue);
                }
            }
        }
    }

    private double Share(IPdfImage picture)
    {
        var box = PageTurn.BoundsOf(picture.BoundingBox);
        var across = Math.Min(box.Right, page.Width) - Math.Max(box.Left, 0);
        var up = Math.Min(box.Top, page.Height) - Math.Max(box.Bottom, 0);
        return across <= 0 || up <= 0 ? 0 : across * up / (page.Width * page.Height);
    }

    private static double Length(PdfPoint from, PdfPoint to) => double.Hypot(to.X - from.X, to.Y - from.Y);

    private static double Least(params ReadOnlySpan<double> numbers) => System.Numerics.Tensors.TensorPrimitives.Min(numbers);

    private static double Most(params ReadOnlySpan<double> numbers) => System.Numerics.Tensors.TensorPrimitives.Max(numbers);

    private static int Clamp(double pixel, int most) => (int)Math.Clamp(pixel, 0, most);
}

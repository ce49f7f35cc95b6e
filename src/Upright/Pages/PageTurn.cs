using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;
using Upright.Rectification;

namespace Upright.Pages;

/// <summary>What is done to one page of a PDF, in the page's own coordinates: points, y upwards, before its /Rotate.</summary>
/// <param name="Page">The page.</param>
/// <param name="QuarterTurns">Clockwise, for its /Rotate.</param>
/// <param name="Residual">Degrees clockwise, for its content.</param>
/// <param name="Shown">What is shown of it before.</param>
/// <param name="Canvas">How large it is after.</param>
internal sealed record PageTurn(PdfPage Page, int QuarterTurns, double Residual, PdfRectangle Shown, Canvas Canvas)
{
    // RotationPlan and CanvasSize count whole pixels: a thousandth of a point each.
    private const double Fine = 1000;

    /// <summary>Moves content: a clockwise turn about the middle of what is shown.</summary>
    public TransformationMatrix Move { get; } = About(Shown.Centroid, Residual);

    /// <summary>The plan for a page of this size, whose units are thousandths of a point.</summary>
    public static RotationPlan Plan(Func<int, int, RotationPlan> plan, double width, double height) =>
        plan((int)Math.Max(1, width * Fine), (int)Math.Max(1, height * Fine));

    /// <summary>Width and height of the planned page in points.</summary>
    public static (double Width, double Height) Size(RotationPlan plan) => (plan.OutputWidth / Fine, plan.OutputHeight / Fine);

    /// <summary>A box of the page after the turn.</summary>
    /// <param name="key">The box's name.</param>
    /// <param name="box">The box before.</param>
    public PdfRectangle Box(string key, PdfRectangle box) => Canvas switch
    {
        Canvas.Grow => Bounds(box),
        Canvas.Inner when key == "CropBox" => Inner(),
        _ => box,
    };

    /// <summary>The upright rectangle around a rectangle that was moved with the content.</summary>
    public PdfRectangle Bounds(PdfRectangle rectangle) => BoundsOf(Move.Transform(rectangle));

    /// <summary>The upright rectangle around any rectangle.</summary>
    public static PdfRectangle BoundsOf(PdfRectangle turned)
    {
        PdfPoint[] corners = [turned.BottomLeft, turned.BottomRight, turned.TopLeft, turned.TopRight];
        return new PdfRectangle(corners.Min(p => p.X), corners.Min(p => p.Y), corners.Max(p => p.X), corners.Max(p => p.Y));
    }

    /// <summary>A rectangle as a token.</summary>
    public static ArrayToken ToToken(PdfRectangle box) => ToToken(box.Left, box.Bottom, box.Right, box.Top);

    /// <summary>Numbers as a token, to a ten-thousandth: finer than any printer.</summary>
    public static ArrayToken ToToken(params double[] numbers) => new([.. numbers.Select(number => new NumericToken(Math.Round(number, 4)))]);

    private PdfRectangle Inner()
    {
        var (width, height) = CanvasSize.For(Canvas.Inner, (int)(Shown.Width * Fine), (int)(Shown.Height * Fine), Residual);
        double x = width / Fine / 2, y = height / Fine / 2;
        var centre = Shown.Centroid;
        return new PdfRectangle(centre.X - x, centre.Y - y, centre.X + x, centre.Y + y);
    }

    private static TransformationMatrix About(PdfPoint centre, double clockwise)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(clockwise));
        return TransformationMatrix.FromValues(
            cos, -sin, sin, cos, centre.X - (cos * centre.X) - (sin * centre.Y), centre.Y + (sin * centre.X) - (cos * centre.Y));
    }
}

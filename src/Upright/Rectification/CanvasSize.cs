namespace Upright.Rectification;

/// <summary>How large a frame becomes when it is turned by up to 45 degrees; all lengths in pixels.</summary>
internal static class CanvasSize
{
    // Sums such as 0.1 + 0.2 must not cost a row of pixels.
    private const double Slack = 1e-6;

    /// <summary>Width and height of the canvas for a frame turned by the residual.</summary>
    public static (int Width, int Height) For(Canvas canvas, int width, int height, double residualDegrees)
    {
        var (sin, cos) = Math.SinCos(Math.Abs(double.DegreesToRadians(residualDegrees)));
        return canvas switch
        {
            Canvas.Grow => (Outside((width * cos) + (height * sin)), Outside((width * sin) + (height * cos))),
            Canvas.Inner => Inner(width, height, sin, cos),
            Canvas.Same => (width, height),
            _ => throw new ArgumentOutOfRangeException(nameof(canvas), canvas, "Not a canvas."),
        };
    }

    /// <summary>
    /// The largest upright rectangle inside the turned frame. Either all four of its corners lie on the frame's four edges,
    /// or, when the frame is too slender for that, two of them lie on the long edges and its centre line is the frame's.
    /// </summary>
    private static (int Width, int Height) Inner(int width, int height, double sin, double cos)
    {
        int longSide = Math.Max(width, height), shortSide = Math.Min(width, height);
        if (shortSide <= 2 * sin * cos * longSide)
        {
            var half = shortSide / 2.0;
            return width >= height ? (Inside(half / sin), Inside(half / cos)) : (Inside(half / cos), Inside(half / sin));
        }

        var cosTwice = (cos * cos) - (sin * sin);
        return (Inside(((width * cos) - (height * sin)) / cosTwice), Inside(((height * cos) - (width * sin)) / cosTwice));
    }

    private static int Outside(double length) => (int)Math.Ceiling(length - Slack);

    private static int Inside(double length) => Math.Max(1, (int)Math.Floor(length + Slack));
}

namespace Upright.Rectification;

/// <summary>
/// Where the turned picture lies on its canvas: centre on centre.
/// Positions are continuous, in pixels from the upper left corner; a pixel's centre is at one half.
/// </summary>
internal readonly record struct Placement
{
    public Placement(RotationPlan plan)
    {
        (Sin, Cos) = Math.SinCos(plan.Angle.Radians);
        (Width, Height) = (plan.InputWidth, plan.InputHeight);
        (CanvasWidth, CanvasHeight) = (plan.OutputWidth, plan.OutputHeight);
    }

    /// <summary>Sine of the clockwise turn.</summary>
    public double Sin { get; }

    /// <summary>Cosine of the clockwise turn.</summary>
    public double Cos { get; }

    /// <summary>The picture's width before the turn.</summary>
    public int Width { get; }

    /// <summary>The picture's height before the turn.</summary>
    public int Height { get; }

    /// <summary>The canvas's width.</summary>
    public int CanvasWidth { get; }

    /// <summary>The canvas's height.</summary>
    public int CanvasHeight { get; }

    /// <summary>Where a point of the picture comes to lie on the canvas. Rows grow downwards, so this turns clockwise.</summary>
    public (double X, double Y) ToCanvas(double x, double y)
    {
        double across = x - (Width / 2.0), down = y - (Height / 2.0);
        return ((CanvasWidth / 2.0) + (Cos * across) - (Sin * down), (CanvasHeight / 2.0) + (Sin * across) + (Cos * down));
    }

    /// <summary>Where a point of the canvas comes from.</summary>
    public (double X, double Y) ToPicture(double x, double y)
    {
        double across = x - (CanvasWidth / 2.0), down = y - (CanvasHeight / 2.0);
        return ((Width / 2.0) + (Cos * across) + (Sin * down), (Height / 2.0) - (Sin * across) + (Cos * down));
    }

    /// <summary>How far the canvas reaches beyond the picture, at most, in whole pixels of the picture.</summary>
    public int Overhang()
    {
        var (x0, y0) = ToPicture(0, 0);
        var (x1, y1) = ToPicture(CanvasWidth, 0);
        var across = Math.Max(Math.Abs(x0 - (Width / 2.0)), Math.Abs(x1 - (Width / 2.0))) - (Width / 2.0);
        var down = Math.Max(Math.Abs(y0 - (Height / 2.0)), Math.Abs(y1 - (Height / 2.0))) - (Height / 2.0);
        return (int)Math.Ceiling(Math.Max(0, Math.Max(across, down)));
    }
}

using System.Numerics;

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

    /// <summary>Where a point of the picture comes to lie on the canvas: the other way round than <see cref="ToPicture"/>.</summary>
    public Matrix3x2 Matrix =>
        Matrix3x2.CreateTranslation(-Width / 2f, -Height / 2f)
        * new Matrix3x2((float)Cos, (float)Sin, (float)-Sin, (float)Cos, CanvasWidth / 2f, CanvasHeight / 2f);

    /// <summary>Where a point of the canvas comes from. Rows grow downwards, so the picture turns clockwise.</summary>
    public (double X, double Y) ToPicture(double x, double y)
    {
        double across = x - (CanvasWidth / 2.0), down = y - (CanvasHeight / 2.0);
        return ((Width / 2.0) + (Cos * across) + (Sin * down), (Height / 2.0) - (Sin * across) + (Cos * down));
    }
}

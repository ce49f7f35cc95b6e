namespace Upright.Estimation;

/// <summary>A part of a picture, in the frame that is turned level.</summary>
/// <param name="CentreX">In the picture's pixels.</param>
/// <param name="CentreY">In the picture's pixels.</param>
/// <param name="Width">Along its lines, in the picture's pixels.</param>
/// <param name="Height">Across its lines, in the picture's pixels.</param>
/// <param name="Level">The clockwise turn after which its lines lie level or stand on end.</param>
internal record TurnedRectangle(double CentreX, double CentreY, double Width, double Height, Angle Level)
{
    /// <summary>The longer side in the picture's pixels.</summary>
    public double LongSide => Math.Max(Width, Height);

    /// <summary>The shorter side in the picture's pixels.</summary>
    public double ShortSide => Math.Min(Width, Height);

    /// <summary>Of a place along and across the lines, from the centre on, where it lies in the picture.</summary>
    protected (double X, double Y) Place(double u, double v)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(Level.Degrees));
        return (CentreX + (cos * u) + (sin * v), CentreY - (sin * u) + (cos * v));
    }
}

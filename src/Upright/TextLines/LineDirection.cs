namespace Upright.TextLines;

/// <summary>A direction of lines, to about half a degree, and how it stands among the others.</summary>
/// <param name="NearHorizontal">True where the lines lie near the horizontal, false where they lie near the vertical.</param>
/// <param name="Slope">Pixels down per pixel to the right; for lines near the vertical, pixels to the right per pixel down.</param>
/// <param name="Lead">By how much its votes exceed those of all directions elsewhere, as a share of its own, 0 to 1.</param>
internal readonly record struct LineDirection(bool NearHorizontal, double Slope, double Lead)
{
    /// <summary>The clockwise turn that levels lines of a slope in this family, in degrees, in [-45, 45].</summary>
    public double Turn(double slope)
    {
        var degrees = double.RadiansToDegrees(Math.Atan(slope));
        return NearHorizontal ? -degrees : degrees;
    }
}

namespace Upright;

/// <summary>How far a corner is from where it would be upright, in half-diagonals.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct CornerOffset(double X, double Y);

namespace Upright;

/// <summary>Where the network looked: a circle as wide as the picture's shorter side, turned before it was looked at.</summary>
/// <param name="CentreX">The circle's centre, as a share of the picture's width as shown.</param>
/// <param name="CentreY">The circle's centre, as a share of the picture's height as shown.</param>
/// <param name="Turned">How far the picture was turned for the look.</param>
public readonly record struct ViewArea(double CentreX, double CentreY, Angle Turned);

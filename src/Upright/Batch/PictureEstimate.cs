namespace Upright;

/// <summary>What was found of one picture of many.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Estimate">Null when <paramref name="Error"/> says why there is none.</param>
/// <param name="Error">What went wrong with this picture; null when nothing did.</param>
public sealed record PictureEstimate(string Path, RotationEstimate? Estimate, UprightException? Error);

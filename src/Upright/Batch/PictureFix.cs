namespace Upright;

/// <summary>What became of one picture of many.</summary>
/// <param name="InputPath">As it was given.</param>
/// <param name="OutputPath">As it was given.</param>
/// <param name="Report">Null when <paramref name="Error"/> says why nothing was written.</param>
/// <param name="Error">What went wrong with this picture; null when nothing did.</param>
public sealed record PictureFix(string InputPath, string OutputPath, UprightReport? Report, UprightException? Error);

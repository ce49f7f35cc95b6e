namespace Upright.Evaluation;

/// <summary>One picture to estimate.</summary>
/// <param name="Name">The source's name.</param>
/// <param name="Source">The source's collection.</param>
/// <param name="Truth">The clockwise turn it needs; null for controls, which have no up.</param>
/// <param name="IsForCalibration">Whether it may be used to fit the confidence, and is then not reported.</param>
/// <param name="Encode">Makes its bytes.</param>
internal sealed record TestPicture(string Name, string Source, Angle? Truth, bool IsForCalibration, Func<byte[]> Encode)
{
    /// <summary>Whether left and right were exchanged before it was turned, as by a mirror.</summary>
    public bool IsMirrored { get; init; }
}

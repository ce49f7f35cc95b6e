namespace Upright.Network;

/// <summary>What the network answered to one view, turned back to the picture the view was taken from.</summary>
/// <param name="LogDirection">360 log-probabilities: entry k says how likely the picture must be turned k degrees clockwise.</param>
/// <param name="Corners">Four corners (x, y) of the frame relative to upright, in half-diagonals, of the view as it was turned.</param>
/// <param name="TextLines">64 × 64 text-line density, 0 to 1, of the view as it was turned.</param>
/// <param name="Mirrored">Logit that letters are seen in a mirror, of a view at reading size; null when the model does not say.</param>
/// <param name="View">The view.</param>
internal sealed record ViewAnswer(float[] LogDirection, float[] Corners, float[] TextLines, float? Mirrored, RoundView View);

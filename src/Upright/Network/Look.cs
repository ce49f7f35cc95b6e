using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>What a network is asked about a picture at once: views of one size.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Views">Where to look; at least one.</param>
/// <param name="InMirror">Whether each view is seen with left and right exchanged; its answer is then about what is seen in the mirror.</param>
/// <param name="Uploaded">The picture in a graph's memory, which cuts the views; null where the processor has cut them.</param>
/// <param name="Cut">The views as network input; null where the graph cuts them.</param>
internal sealed record Look(PixelBuffer Picture, IReadOnlyList<RoundView> Views, bool InMirror, OrtValue? Uploaded, float[]? Cut)
{
    /// <summary>Side of each view in pixels.</summary>
    public int Size => Views[0].Size;

    /// <summary>Whether one run of the network can answer both.</summary>
    public bool GoesWith(Look other) => Size == other.Size && Uploaded is null == other.Uploaded is null;
}

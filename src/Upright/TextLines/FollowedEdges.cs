namespace Upright.TextLines;

/// <summary>The edges of lines that were followed across a sheared page.</summary>
/// <param name="Edges">Those long enough to count.</param>
/// <param name="Slope">Slope of the shear that made the lines level.</param>
/// <param name="Margin">The place in the sheared page of the middle column's first pixel.</param>
internal sealed record FollowedEdges(IReadOnlyList<LineEdge> Edges, double Slope, int Margin)
{
    public int Count => Edges.Count;
}

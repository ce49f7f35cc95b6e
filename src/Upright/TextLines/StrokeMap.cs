namespace Upright.TextLines;

/// <summary>The gradient of a grey picture in units of its local strength, without long straight edges, or these alone.</summary>
/// <remarks>
/// Gradients do not know the paper's brightness, and division by their local strength evens out light and contrast.
/// Page edges, fills in the corners and rules are straight over the whole of a small window, where letters point
/// everywhere: the coherence of the structure tensor (Bigün and Granlund, 1987) tells them apart.
/// </remarks>
internal sealed class StrokeMap : IDisposable
{
    private readonly Plane _down;
    private Plane? _columns;

    /// <summary>Measures a picture.</summary>
    /// <param name="grey">The picture.</param>
    /// <param name="kind">What stays: letters without straight edges, or these alone.</param>
    public StrokeMap(Plane grey, StrokeKind kind = StrokeKind.Letters)
    {
        Across = new Plane(grey.Width, grey.Height);
        _down = new Plane(grey.Width, grey.Height);
        if (grey.Width < 3 || grey.Height < 3)
        {
            Across.Values.Clear();
            _down.Values.Clear();
            return;
        }

        for (var y = 1; y < grey.Height - 1; y++)
        {
            // Differences over two pixels; the outermost pixels have none.
            LaneMath.Add(grey.Row(y)[2..], grey.Row(y)[..^2], -1, Across.Row(y)[1..^1]);
            LaneMath.Add(grey.Row(y + 1)[1..^1], grey.Row(y - 1)[1..^1], -1, _down.Row(y)[1..^1]);
        }

        foreach (var plane in new[] { Across, _down })
        {
            plane.Row(0).Clear();
            plane.Row(plane.Height - 1).Clear();
            for (var y = 1; y < plane.Height - 1; y++)
            {
                plane.Row(y)[0] = plane.Row(y)[^1] = 0;
            }
        }

        StrokeWeights.Apply(Across, _down, kind);
    }

    /// <summary>Gradient to the right, in rows: for lines near the vertical.</summary>
    public Plane Across { get; }

    /// <summary>Gradient downwards, with the picture's columns as rows: for lines near the horizontal.</summary>
    public Plane Down => _columns ??= _down.Transpose();

    public void Dispose()
    {
        Across.Dispose();
        _down.Dispose();
        _columns?.Dispose();
    }
}

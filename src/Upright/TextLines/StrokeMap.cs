namespace Upright.TextLines;

/// <summary>The gradient of a grey picture in units of its local strength, without long straight edges.</summary>
/// <remarks>
/// Gradients do not know the paper's brightness, and division by their local strength evens out light and contrast.
/// Page edges, fills in the corners and rules are straight over the whole of a small window, where letters point
/// everywhere: the coherence of the structure tensor (Bigün and Granlund, 1987) tells them apart.
/// </remarks>
internal sealed class StrokeMap : IDisposable
{
    /// <summary>Radius of the window for strength and coherence, in pixels.</summary>
    private const int Radius = 5;

    /// <summary>Grey levels over two pixels below which a gradient counts as noise.</summary>
    private const float NoiseFloor = 6;

    private const float Letters = 0.75f;
    private const float Straight = 0.92f;

    /// <summary>Measures a picture.</summary>
    public StrokeMap(Plane grey)
    {
        Across = new Plane(grey.Width, grey.Height);
        using var down = new Plane(grey.Width, grey.Height);
        using var weight = new Plane(grey.Width, grey.Height);
        Differentiate(grey, Across, down, weight);
        var across = Across.Values;
        var weights = weight.Values;
        for (var i = 0; i < weights.Length; i++)
        {
            across[i] *= weights[i];
            down.Values[i] *= weights[i];
        }

        Down = down.Transpose();
    }

    /// <summary>Gradient to the right.</summary>
    public Plane Across { get; }

    /// <summary>Gradient downwards, with the picture's columns as rows.</summary>
    public Plane Down { get; }

    public void Dispose()
    {
        Across.Dispose();
        Down.Dispose();
    }

    private static void Differentiate(Plane grey, Plane across, Plane down, Plane weight)
    {
        var (width, height) = (grey.Width, grey.Height);
        using var difference = new Plane(width, height); // gx² - gy²
        using var cross = new Plane(width, height); // 2 gx gy
        across.Values.Clear();
        down.Values.Clear();
        weight.Values.Clear();
        difference.Values.Clear();
        cross.Values.Clear();
        for (var y = 1; y < height - 1; y++)
        {
            var above = grey.Row(y - 1);
            var row = grey.Row(y);
            var below = grey.Row(y + 1);
            var a = across.Row(y);
            var b = down.Row(y);
            var d = difference.Row(y);
            var c = cross.Row(y);
            var e = weight.Row(y);
            for (var x = 1; x < width - 1; x++)
            {
                var gx = row[x + 1] - row[x - 1];
                var gy = below[x] - above[x];
                a[x] = gx;
                b[x] = gy;
                d[x] = (gx * gx) - (gy * gy);
                c[x] = 2 * gx * gy;
                e[x] = (gx * gx) + (gy * gy);
            }
        }

        BoxMean.Smooth(difference, Radius);
        BoxMean.Smooth(cross, Radius);
        BoxMean.Smooth(weight, Radius);
        for (var i = 0; i < weight.Values.Length; i++)
        {
            var (d, c) = (difference.Values[i], cross.Values[i]);
            var strength = Math.Max(0, weight.Values[i]);
            var coherence = MathF.Sqrt((d * d) + (c * c)) / (strength + 1);
            var keep = Math.Clamp((Straight - coherence) / (Straight - Letters), 0, 1);
            weight.Values[i] = keep / (MathF.Sqrt(strength) + NoiseFloor);
        }
    }
}

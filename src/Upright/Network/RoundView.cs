using System.Runtime.Intrinsics;

namespace Upright.Network;

/// <summary>Where the network looks: a circle of a picture, turned clockwise, seen at a number of pixels.</summary>
/// <remarks>A class, small as it is: lists and queries of a struct would be compiled anew at each start of the tool.</remarks>
/// <param name="CentreX">Circle's centre in the picture's pixels, 0 at the left edge.</param>
/// <param name="CentreY">Circle's centre in the picture's pixels, 0 at the upper edge.</param>
/// <param name="Diameter">Circle's diameter in the picture's pixels.</param>
/// <param name="Turned">How far the picture is turned clockwise before it is looked at, degrees.</param>
/// <param name="Size">Side of the view in pixels.</param>
internal sealed record RoundView(double CentreX, double CentreY, double Diameter, double Turned, int Size)
{
    /// <summary>By how many quarter turns clockwise, 0 to 3, this view differs from another; null where it differs in anything else.</summary>
    public int? QuartersFrom(RoundView other)
    {
        var turn = new Angle(Turned - other.Turned);
        return this with { Turned = 0 } == other with { Turned = 0 } && Math.Abs(turn.Residual) < 1e-7 ? turn.QuarterTurns : null;
    }

    /// <summary>Turns what was sampled clockwise by quarters: exact, and cheaper than to sample again.</summary>
    /// <param name="sampled">What <see cref="Sample"/> wrote.</param>
    /// <param name="size">Side of the view in pixels.</param>
    /// <param name="quarters">0 to 3.</param>
    /// <param name="turned">Where to write it, as large.</param>
    public static void TurnSampled(ReadOnlySpan<float> sampled, int size, int quarters, Span<float> turned)
    {
        var last = size - 1;
        var (start, across, down) = quarters switch
        {
            0 => (0, 1, size),
            1 => (last * size, -size, 1),
            2 => ((last * size) + last, -1, -size),
            _ => (last, size, -1),
        };
        for (var plane = 0; plane < sampled.Length; plane += size * size)
        {
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    turned[plane + (y * size) + x] = sampled[plane + start + (x * across) + (y * down)];
                }
            }
        }
    }

    /// <summary>
    /// Samples the view into network input: three planes (red, green, blue) of Size × Size floats, zero outside the circle.
    /// </summary>
    /// <remarks>
    /// The same as in training (training/looks.py): bilinear at twice the view's resolution, then 2 × 2 pixels averaged.
    /// A picture more than about 5 times as fine as the view should be reduced first.
    /// </remarks>
    public void Sample(PixelBuffer picture, float scale, float offset, Span<float> planes)
    {
        var pixel = Diameter / Size;
        var plane = Size * Size;
        var radius = Size / 2.0;
        BilinearSampler sampler = new(picture, CentreX, CentreY, Turned, pixel);
        planes.Clear();
        for (var y = 0; y < Size; y++)
        {
            var dy = y + 0.5 - radius;
            var half = Math.Sqrt((radius * radius) - (dy * dy));
            for (var x = Math.Max(0, (int)Math.Ceiling(radius - half - 0.5)); x < Size && x + 0.5 - radius <= half; x++)
            {
                var colour = (sampler.Sum((x + 0.5 - radius) * pixel, dy * pixel) * (scale / 4)) + Vector128.Create(offset);
                var at = (y * Size) + x;
                planes[at] = colour[0];
                planes[plane + at] = colour[1];
                planes[(2 * plane) + at] = colour[2];
            }
        }
    }
}

using System.Buffers;

namespace Upright.TextLines;

/// <summary>For every tile of a page and every direction: how sharp the sums of ink along lines of that direction are.</summary>
/// <remarks>
/// The measure is W. Postl's (US patent 4,723,297, 1988): the energy of the differences between neighbouring sums.
/// Directions are rises over the strip: family 0 holds lines near the horizontal, family 1 lines near the vertical.
/// </remarks>
internal sealed class TileSpectra
{
    /// <summary>Side of a tile and length of the lines that are summed, in pixels.</summary>
    public const int Side = 128;

    /// <summary>Directions in a family: rises from -127 to 127 pixels over a strip.</summary>
    public const int Directions = (2 * Side) - 1;

    private readonly int[] _lefts;
    private readonly int[] _tops;
    private readonly float[] _energies;

    /// <summary>Measures the ink and, for the second family, the same ink transposed.</summary>
    public TileSpectra(Plane across, Plane down)
    {
        _lefts = Starts(across.Width);
        _tops = Starts(across.Height);
        _energies = new float[Count * 2 * Directions];
        for (var i = 0; i < _lefts.Length; i++)
        {
            MeasureStrip(down, _lefts[i], _tops, (row, tile) => Spectrum((tile * _lefts.Length) + i, 0));
        }

        for (var i = 0; i < _tops.Length; i++)
        {
            MeasureStrip(across, _tops[i], _lefts, (row, tile) => Spectrum((i * _lefts.Length) + tile, 1));
        }
    }

    private delegate Span<float> SpectrumOf(int row, int tile);

    public int Count => _lefts.Length * _tops.Length;

    /// <summary>The energies of one tile by direction, corrected so that noise scores the same in all of them.</summary>
    public Span<float> Spectrum(int tile, int family) => _energies.AsSpan(((tile * 2) + family) * Directions, Directions);

    /// <summary>The slope (pixels across per pixel along) of a direction.</summary>
    public static double Slope(double direction) => (direction - (Side - 1)) / (Side - 1);

    private static int[] Starts(int length)
    {
        var count = Math.Max(1, (length + Side - 1) / Side);
        var starts = new int[count];
        for (var i = 1; i < count; i++)
        {
            starts[i] = i * (length - Side) / (count - 1);
        }

        return starts;
    }

    private static void MeasureStrip(Plane columns, int start, int[] tiles, SpectrumOf spectrum)
    {
        var length = columns.Width + Side; // room for the lines that enter from above or, going up, from below
        var first = ArrayPool<float>.Shared.Rent(Side * length);
        var second = ArrayPool<float>.Shared.Rent(Side * length);
        for (var sign = -1; sign <= 1; sign += 2)
        {
            var room = sign > 0 ? Side : 0;
            Array.Clear(first, 0, Side * length);
            for (var x = 0; x < Math.Min(Side, columns.Height - start); x++)
            {
                columns.Row(start + x).CopyTo(first.AsSpan((x * length) + room));
            }

            var sums = FastHough.Transform(first.AsSpan(0, Side * length), second.AsSpan(0, Side * length), Side, length, sign > 0);
            for (var rise = sign > 0 ? 0 : 1; rise < Side; rise++)
            {
                var line = sums.Slice(rise * length, length);
                var cosine = 1 / Math.Sqrt(1 + Math.Pow(rise / (Side - 1.0), 2));
                for (var tile = 0; tile < tiles.Length; tile++)
                {
                    var from = tiles[tile] + room - (sign * rise / 2);
                    var energy = LaneMath.Energy(line.Slice(from, Math.Min(Side, columns.Width)));
                    spectrum(rise, tile)[Side - 1 + (sign * rise)] = (float)(energy / (cosine * cosine * cosine));
                }
            }
        }

        ArrayPool<float>.Shared.Return(first);
        ArrayPool<float>.Shared.Return(second);
    }
}

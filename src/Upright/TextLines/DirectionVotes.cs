namespace Upright.TextLines;

/// <summary>What all tiles of a page, at half and a quarter of the work size, say about every direction of lines within ±45 degrees.</summary>
/// <remarks>
/// A tile votes with the logarithm of its energies over their mean, so a dark photograph counts no more than a paragraph.
/// At the smaller size lines are longer against strokes, which keeps the slant of handwriting from passing for lines.
/// </remarks>
internal sealed class DirectionVotes
{
    private const float EnergyFloor = 10 * TileSpectra.Side;

    /// <summary>Directions this near the best one, modulo 90 degrees, belong to its peak.</summary>
    private const double PeakDegrees = 5;

    /// <summary>Directions further than that from each other, modulo 90 degrees, are followed apart.</summary>
    private const double ApartDegrees = 2;

    private readonly double[] _votes = new double[2 * TileSpectra.Directions];

    /// <summary>Adds what the tiles of one level say.</summary>
    public void Add(TileSpectra spectra)
    {
        Span<double> logs = new double[_votes.Length];
        for (var tile = 0; tile < spectra.Count; tile++)
        {
            var sum = 0.0;
            for (var i = 0; i < logs.Length; i++)
            {
                logs[i] = Math.Log(spectra.Spectrum(tile, i / TileSpectra.Directions)[i % TileSpectra.Directions] + EnergyFloor);
                sum += logs[i];
            }

            for (var i = 0; i < logs.Length; i++)
            {
                _votes[i] += (logs[i] - (sum / logs.Length)) / spectra.Count;
            }
        }
    }

    /// <summary>The direction with most votes among those near an angle, modulo 90 degrees.</summary>
    public LineDirection Best(double aroundDegrees, double withinDegrees) =>
        Described(Math.Max(0, Most(index => IsNear(index, aroundDegrees, withinDegrees))));

    /// <summary>The same of those that are not near another direction; null where there are none.</summary>
    public LineDirection? Best(double aroundDegrees, double withinDegrees, LineDirection butNot)
    {
        var other = butNot.Turn(butNot.Slope);
        var best = Most(index => IsNear(index, aroundDegrees, withinDegrees) && Math.Abs(Math.IEEERemainder(Degrees(index) - other, 90)) > ApartDegrees);
        return best < 0 ? null : Described(best);
    }

    private static bool IsNear(int index, double aroundDegrees, double withinDegrees) =>
        Math.Abs(Math.IEEERemainder(Degrees(index) - aroundDegrees, 90)) <= withinDegrees + 0.5;

    private int Most(Func<int, bool> isAsked)
    {
        var best = -1;
        for (var i = 0; i < _votes.Length; i++)
        {
            if (isAsked(i) && (best < 0 || _votes[i] > _votes[best]))
            {
                best = i;
            }
        }

        return best;
    }

    private LineDirection Described(int best)
    {
        var other = 0.0;
        for (var i = 0; i < _votes.Length; i++)
        {
            if (Math.Abs(Math.IEEERemainder(Degrees(i) - Degrees(best), 90)) > PeakDegrees)
            {
                other = Math.Max(other, _votes[i]);
            }
        }

        var lead = _votes[best] > 0 ? Math.Max(0, 1 - (other / _votes[best])) : 0;
        return new LineDirection(best < TileSpectra.Directions, TileSpectra.Slope(best % TileSpectra.Directions), lead);
    }

    private static double Degrees(int index)
    {
        var turned = double.RadiansToDegrees(Math.Atan(TileSpectra.Slope(index % TileSpectra.Directions)));
        return index < TileSpectra.Directions ? -turned : turned;
    }
}

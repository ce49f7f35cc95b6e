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
    public LineDirection Best(double aroundDegrees, double withinDegrees)
    {
        var best = -1;
        for (var i = 0; i < _votes.Length; i++)
        {
            var inside = Math.Abs(Math.IEEERemainder(Degrees(i) - aroundDegrees, 90)) <= withinDegrees + 0.5;
            if (inside && (best < 0 || _votes[i] > _votes[best]))
            {
                best = i;
            }
        }

        best = Math.Max(best, 0);
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

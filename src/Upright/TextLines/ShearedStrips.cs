namespace Upright.TextLines;

/// <summary>A page sheared so that its lines are nearly level, summed over narrow strips across them.</summary>
internal sealed class ShearedStrips : IDisposable
{
    private readonly Plane _sums;

    /// <summary>Shears and sums.</summary>
    /// <param name="columns">The picture with its columns as rows.</param>
    /// <param name="slope">Pixels down for each pixel to the right, of the lines to be made level.</param>
    /// <param name="stripWidth">Columns in a strip; a rest at the end is left out.</param>
    public ShearedStrips(Plane columns, double slope, int stripWidth)
    {
        Count = columns.Height / stripWidth;
        Margin = (int)(Math.Abs(slope) * columns.Height / 2) + 8;
        _sums = new Plane(columns.Width + (2 * Margin), Count);
        _sums.Values.Clear();
        for (var x = 0; x < Count * stripWidth; x++)
        {
            // Place p of the sheared column is place p - Margin + shift of the column; the middle column stays.
            var shift = (slope * (x - ((columns.Height - 1) / 2.0))) - Margin;
            var whole = (int)Math.Floor(shift);
            var first = Math.Max(0, 1 - whole);
            var last = Math.Min(_sums.Width, columns.Width - 2 - whole);
            var column = columns.Row(x)[(first + whole - 1)..(last + whole + 2)];
            LaneMath.AddShifted(_sums.Row(x / stripWidth)[first..last], column, shift - whole);
        }
    }

    /// <summary>Number of strips.</summary>
    public int Count { get; }

    /// <summary>Places in a strip.</summary>
    public int Length => _sums.Width;

    /// <summary>The place of the middle column's first pixel.</summary>
    public int Margin { get; }

    /// <summary>The sums of one strip.</summary>
    public Span<float> this[int strip] => _sums.Row(strip);

    public void Dispose() => _sums.Dispose();
}

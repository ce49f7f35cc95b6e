namespace Upright.TextLines;

/// <summary>A run of neighbouring strips in which the upper or lower edge of one line of text was followed.</summary>
/// <remarks>The sums of a straight-line fit, kept as the edge grows: x is the strip's place, v the edge's place across it.</remarks>
internal struct LineEdge
{
    private double _x;
    private double _v;
    private double _xx;
    private double _xv;
    private double _vv;
    private double _originX;
    private double _originV;

    /// <summary>The first of the strips.</summary>
    public int First { get; private set; }

    /// <summary>How many strips.</summary>
    public int Length { get; private set; }

    /// <summary>Mean place of the edge.</summary>
    public readonly double Middle => _originV + (_v / Length);

    /// <summary>Adds the edge's place in the next strip.</summary>
    public void Add(int strip, int stripWidth, double v)
    {
        var x = (double)strip * stripWidth;
        if (Length++ == 0)
        {
            First = strip;
            (_originX, _originV) = (x, v); // sums about the first point keep their digits
        }

        (x, v) = (x - _originX, v - _originV);
        _x += x;
        _v += v;
        _xx += x * x;
        _xv += x * v;
        _vv += v * v;
    }

    /// <summary>Slope of the fitted line, and its variance from the scatter of the points and a least scatter besides.</summary>
    public readonly (double Slope, double Variance) Fit(double leastScatter)
    {
        var sxx = _xx - (_x * _x / Length);
        var sxv = _xv - (_x * _v / Length);
        var svv = _vv - (_v * _v / Length);
        var slope = sxv / sxx;
        var scatter = Math.Max(0, svv - (slope * sxv)) / Math.Max(1, Length - 2);
        return (slope, (scatter + (leastScatter * leastScatter)) / sxx);
    }
}

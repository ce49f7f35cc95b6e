using System.Globalization;
using System.Text;

namespace Upright.Cli.Reports;

/// <summary>How many pictures had to be turned by how much, drawn.</summary>
internal static class AngleHistogram
{
    private const int Width = 720;
    private const int Height = 160;
    private const int BinDegrees = 10;

    // The first bin is centred on -180, the last on 180, which are the same direction.
    private const int Bins = (360 / BinDegrees) + 1;

    /// <summary>Bars of ten degrees, from -180 to 180.</summary>
    public static string Svg(IReadOnlyList<double> angles)
    {
        var counts = new int[Bins];
        foreach (var angle in angles)
        {
            counts[(int)Math.Round((angle + 180) / BinDegrees, MidpointRounding.AwayFromZero)]++;
        }

        var most = Math.Max(1, counts.Max());
        const double Bar = (double)Width / Bins;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg width=\"{Width}\" height=\"{Height + 20}\" role=\"img\" aria-label=\"Histogram of angles\">");
        for (var i = 0; i < Bins; i++)
        {
            var height = (double)Height * counts[i] / most;
            var degrees = (i * BinDegrees) - 180;
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{i * Bar:0.#}\" y=\"{Height - height:0.#}\" width=\"{Bar - 1:0.#}\" height=\"{height:0.#}\"><title>{degrees}°: {counts[i]}</title></rect>");
            if (degrees % 90 == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(i + 0.5) * Bar:0.#}\" y=\"{Height + 15}\" text-anchor=\"middle\">{degrees}°</text>");
            }
        }

        return svg.Append("</svg>").ToString();
    }
}

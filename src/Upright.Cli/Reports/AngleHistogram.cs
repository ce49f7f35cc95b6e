using System.Globalization;
using System.Text;

namespace Upright.Cli.Reports;

/// <summary>How many pictures had to be turned by how much, drawn.</summary>
internal static class AngleHistogram
{
    private const int Width = 720;
    private const int Height = 160;
    private const int BinDegrees = 10;
    private const int TickDegrees = 90;

    // Room around the bars: labels stand whole, those of the first and the last bar too.
    private const int Side = 28;
    private const int Above = 18;
    private const int Below = 24;

    // The first bin is centred on -180, the last on 180, which are the same direction.
    private const int Bins = (360 / BinDegrees) + 1;

    /// <summary>Bars of ten degrees, from -180 to 180, each with its count above it.</summary>
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
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg width=\"{Width + (2 * Side)}\" viewBox=\"{-Side} {-Above} {Width + (2 * Side)} {Height + Above + Below}\" role=\"img\" aria-label=\"{Words.Of("How many pictures had to be turned by how much")}\">");
        for (var i = 0; i < Bins; i++)
        {
            var height = (double)Height * counts[i] / most;
            var (degrees, middle) = ((i * BinDegrees) - 180, (i + 0.5) * Bar);
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{i * Bar:0.#}\" y=\"{Height - height:0.#}\" width=\"{Bar - 1:0.#}\" height=\"{height:0.#}\"><title>{degrees}°: {counts[i]}</title></rect>");
            if (counts[i] > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle:0.#}\" y=\"{Height - height - 4:0.#}\" text-anchor=\"middle\">{counts[i]}</text>");
            }

            if (i % (TickDegrees / BinDegrees) == 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{middle:0.#}\" y=\"{Height + 17}\" text-anchor=\"middle\">{degrees}°</text>");
            }
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M0 {Height}.5H{Width}\" stroke=\"currentColor\" opacity=\".3\"/></svg>").ToString();
    }
}

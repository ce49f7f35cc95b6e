using Upright.Network;
using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>What lines of text add: the last tenth of a degree from their direction, and up or down from reading them.</summary>
internal static class TextStage
{
    /// <summary>Below this share of the look covered by text, text is not asked.</summary>
    public const double LeastShare = 0.002;

    // Below this there are no lines to measure.
    private const double LeastShareOfLines = 0.01;

    // The text lines refine the network's answer; they do not overrule it from further away than this.
    private const double NeighbourhoodDegrees = 12;

    // Tiles of one page share its type, its light and its faults: they are not quite independent.
    private const double TileWeight = 0.7;

    // Still less where no line could be measured: all tiles of a table of figures say the same, and may be wrong together.
    private const double LoneTileWeight = 0.3;

    // Where such tiles overrule the looks at the whole page, three answers in a hundred were wrong, of the others none (docs/design/estimation.md).
    private const double OverruledScore = 0.8;

    // Above this no further tile is read.
    private const double SureVote = 0.99;

    // Below this, tiles that no line was measured in say nothing.
    private const double ClearVote = 0.65;

    /// <summary>Adds the text lines' angle and the votes of tiles at reading size to what is already found.</summary>
    public static Findings Weigh(
        OrientationNetwork network, PixelBuffer page, IReadOnlyList<LookAnswer> turnedBack, Findings findings, AnglePrior prior, CancellationToken cancellationToken)
    {
        var measured = TryMeasureLines(page, findings, out var lines);
        cancellationToken.ThrowIfCancellationRequested();
        return measured
            ? ByLines(network, page, turnedBack, findings, lines, prior)
            : ByReadingAlone(network, page, turnedBack, findings, prior);
    }

    private static bool TryMeasureLines(PixelBuffer page, Findings findings, out TextLineAngle lines)
    {
        lines = default;
        if (findings.TextLineDensity.Average() < LeastShareOfLines)
        {
            return false;
        }

        var grey = page.ToGrey();
        return TextLineSkew.TryMeasure(grey.Pixels, grey.Width, grey.Height, findings.Angle.Residual, NeighbourhoodDegrees, out lines);
    }

    private static Findings ByLines(
        OrientationNetwork network, PixelBuffer page, IReadOnlyList<LookAnswer> turnedBack, Findings findings, TextLineAngle lines, AnglePrior prior)
    {
        var (votes, readings) = Read(network, page, turnedBack, findings, LinesAngle(findings.Angle, lines), prior, TileWeight);
        var (angle, probability) = votes.Winner();
        return findings with
        {
            Angle = angle,
            Score = probability,
            TextLines = lines,
            ReadingLooks = readings.Count,
            Mirrored = TileReading.Mirrored(network, page, readings, angle),
        };
    }

    /// <summary>
    /// A few words have no line to be measured, but they can be read: labels of a chart, a signature under an empty page. What
    /// they say is taken where it is clear, for what looks like text is often none.
    /// </summary>
    private static Findings ByReadingAlone(OrientationNetwork network, PixelBuffer page, IReadOnlyList<LookAnswer> turnedBack, Findings findings, AnglePrior prior)
    {
        if (findings.QuarterScore >= SureVote)
        {
            return findings;
        }

        var (votes, readings) = Read(network, page, turnedBack, findings, findings.Angle, prior, LoneTileWeight);
        var (angle, probability) = votes.Winner();
        var score = angle == findings.Angle ? probability : probability * OverruledScore;
        return readings.Count == 0 || probability < ClearVote
            ? findings
            : findings with { Angle = angle, Score = score, QuarterScore = score, ReadingLooks = readings.Count };
    }

    private static (QuarterVotes Votes, List<TileReading> Readings) Read(
        OrientationNetwork network, PixelBuffer page, IReadOnlyList<LookAnswer> turnedBack, Findings findings, Angle level, AnglePrior prior, double tileWeight)
    {
        var votes = new QuarterVotes(level, prior);
        votes.Add(findings.Seen, 1);
        var readings = new List<TileReading>();
        foreach (var tile in ReadingLooks.Ask(network, page, turnedBack, level))
        {
            readings.Add(tile);
            votes.Add(tile.Direction, tileWeight);
            if (votes.Winner().Probability >= SureVote)
            {
                break;
            }
        }

        return (votes, readings);
    }

    /// <summary>The text lines' angle in the quarter of a whole-circle angle.</summary>
    private static Angle LinesAngle(Angle near, TextLineAngle lines) => new(near.Degrees + Math.IEEERemainder(lines.Degrees - near.Degrees, 90));
}

using Upright.Network;
using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>What lines of text add: the last tenth of a degree from their direction, and up or down from reading them.</summary>
internal static class TextStage
{
    /// <summary>Below this share of the look covered by text, text is not asked.</summary>
    public const double LeastShare = 0.01;

    // The text lines refine the network's answer; they do not overrule it from further away than this.
    private const double NeighbourhoodDegrees = 12;

    // Tiles of one page share its type, its light and its faults: they are not quite independent.
    private const double TileWeight = 0.7;

    // Above this no further tile is read.
    private const double SureVote = 0.99;

    /// <summary>Adds the text lines' angle and the votes of tiles at reading size to what is already found.</summary>
    public static Findings Weigh(
        OrientationNetwork network, PixelBuffer page, IReadOnlyList<LookAnswer> turnedBack, Findings findings, AnglePrior prior, CancellationToken cancellationToken)
    {
        var grey = page.ToGrey();
        if (!TextLineSkew.TryMeasure(grey.Pixels, grey.Width, grey.Height, findings.Angle.Residual, NeighbourhoodDegrees, out var lines))
        {
            return findings;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var votes = new QuarterVotes(LinesAngle(findings.Angle, lines), prior);
        votes.Add(findings.Seen, 1);
        var readings = new List<TileReading>();
        foreach (var tile in ReadingLooks.Ask(network, page, turnedBack, LinesAngle(findings.Angle, lines)))
        {
            readings.Add(tile);
            votes.Add(tile.Direction, TileWeight);
            if (votes.Winner().Probability >= SureVote)
            {
                break;
            }
        }

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

    /// <summary>The text lines' angle in the quarter of a whole-circle angle.</summary>
    private static Angle LinesAngle(Angle near, TextLineAngle lines) => new(near.Degrees + Math.IEEERemainder(lines.Degrees - near.Degrees, 90));
}

using Upright.Network;
using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>What text adds for one page: the last tenth of a degree from the direction of its lines, and up or down from reading it.</summary>
/// <param name="network">The network.</param>
/// <param name="page">The page at reading size.</param>
/// <param name="prior">Which angles are likely before one looks.</param>
/// <param name="cancellationToken">Looked at between measuring and reading.</param>
internal sealed class TextStage(OrientationNetwork network, PixelBuffer page, AnglePrior prior, CancellationToken cancellationToken)
{
    /// <summary>Below this share of a look covered by text, text is not asked.</summary>
    private const double LeastShare = 0.002;

    // Below this there are no lines to measure.
    private const double LeastShareOfLines = 0.01;

    // Tiles of one page share its type, its light and its faults: they are not quite independent.
    private const double TileWeight = 0.7;

    // Still less where no line could be measured: all tiles of a table of figures say the same, and may be wrong together.
    private const double LoneTileWeight = 0.3;

    // Where such tiles overrule the looks at the whole page, three answers in a hundred were wrong, of the others none (docs/design/estimation.md).
    private const double OverruledScore = 0.8;

    // What was expected is no witness: where it outvotes all that was seen, somebody should look.
    private const double UnseenScore = 0.8;

    // Above this no further tile is read.
    private const double SureVote = 0.99;

    // Below this, tiles that no line was measured in say nothing.
    private const double ClearVote = 0.65;

    // Where the few lines of a page without sure ones agree so well with the network, both have measured the same thing.
    private const double SameTilt = 0.5;

    // How far from the network few lines may lie, in degrees: where the letters are clear, and where they are not.
    private const double NearClearLetters = 4;
    private const double NearLetters = 1.2;

    private readonly PageLines pageLines = new(page);

    /// <summary>
    /// The answer about a page that needs no second look: its lines were measured, its letters read, and surely they stand as
    /// the glance has it. Null otherwise.
    /// </summary>
    /// <param name="glance">The looks of the glance in which the page stands all but upright.</param>
    /// <param name="findings">What the glance alone says.</param>
    public Findings? AtAGlance(IReadOnlyList<LookAnswer> glance, Findings findings)
    {
        if (Lines(findings) is not { } lines)
        {
            return null;
        }

        var vote = Vote(glance, findings, lines);
        if (vote.Probability < SureVote || vote.Angle.DistanceTo(findings.Angle) > PageLines.Neighbourhood)
        {
            return null;
        }

        var read = ByLines(findings, lines, vote);
        return read.HasLegibleLines ? read : null;
    }

    /// <summary>Adds the text lines' angle and the votes of tiles at reading size to what is already found.</summary>
    /// <param name="turnedBack">Looks in which the page stands all but upright.</param>
    /// <param name="findings">What all looks say.</param>
    public Findings Weigh(IReadOnlyList<LookAnswer> turnedBack, Findings findings) =>
        findings.TextLineDensity.Average() < LeastShare ? findings
        : Lines(findings) is { } lines ? ByLines(findings, lines, Vote(turnedBack, findings, lines))
        : ByReadingAlone(turnedBack, findings);

    private TextLineAngle? Lines(Findings findings)
    {
        var lines = findings.TextLineDensity.Average() < LeastShareOfLines ? null : pageLines.Sure(findings.Angle);
        cancellationToken.ThrowIfCancellationRequested();
        return lines;
    }

    private TileVote Vote(IReadOnlyList<LookAnswer> turnedBack, Findings findings, TextLineAngle lines) =>
        Read(turnedBack, findings, PageLines.Level(lines, findings.Angle), TileWeight, enlarged: false);

    private Findings ByLines(Findings findings, TextLineAngle lines, TileVote vote) => ByVote(findings, vote) with { TextLines = lines };

    private Findings ByVote(Findings findings, TileVote vote) => findings with
    {
        Angle = vote.Angle,
        Score = vote.Probability,
        ReadingLooks = vote.Tiles.Count,
        Mirrored = TileReading.Mirrored(network, page, vote.Tiles, vote.Angle),
    };

    /// <summary>
    /// A few words have no line that is surely one, but they can be read: labels of a chart, a signature under an empty page. What
    /// they say is taken where it is clear and letters say it, for what looks like text is often none. Then what lines there are
    /// are lines of letters, and what rules there are are a table's or a form's.
    /// </summary>
    private Findings ByReadingAlone(IReadOnlyList<LookAnswer> turnedBack, Findings findings)
    {
        var isSure = findings.QuarterScore >= SureVote;
        if (isSure && pageLines.Agreeing(findings.Angle, NearClearLetters) is null && pageLines.Rules(findings.Angle, NearClearLetters, several: false) is null)
        {
            return findings;
        }

        var vote = Read(turnedBack, findings, findings.Angle, LoneTileWeight, enlarged: true);
        if (vote.Tiles.Count == 0 || vote.Probability < ClearVote)
        {
            return findings;
        }

        if ((vote.Angle - findings.Angle).QuarterTurns % 2 == 1)
        {
            // The tiles were seen lying on their side, so that of their letters nothing is known yet.
            vote = Read(turnedBack, findings, vote.Angle, LoneTileWeight, enlarged: true);
        }

        var score = vote.Angle == findings.Angle ? vote.Probability : vote.Probability * OverruledScore;
        var read = ByVote(findings, vote) with { Score = score, QuarterScore = score };
        if (!read.HasLetters)
        {
            return findings;
        }

        // Measured no earlier: where there are no letters, neither lines nor rules would say anything.
        var within = read.HasClearLetters ? NearClearLetters : NearLetters;
        return pageLines.Rules(read.Angle, within, several: true) is { } rules ? read with { Angle = PageLines.Level(rules, read.Angle), TextLines = rules, AreRules = true }
            : (pageLines.Agreeing(findings.Angle, within) ?? pageLines.Rules(findings.Angle, NearLetters, several: false)) is { } lines ? ByFewLines(isSure ? findings : read, read, lines)
            : read;
    }

    /// <summary>The residual by the few lines of letters that there are. Where the looks had measured it too, they are lines as good as any.</summary>
    /// <param name="answer">What is answered but for its residual.</param>
    /// <param name="read">What was read.</param>
    /// <param name="lines">The lines.</param>
    private static Findings ByFewLines(Findings answer, Findings read, TextLineAngle lines)
    {
        var level = PageLines.Level(lines, read.Angle);
        return level.DistanceTo(read.Angle) <= SameTilt
            ? read with { Angle = level, TextLines = lines }
            : answer with { Angle = PageLines.Level(lines, answer.Angle) };
    }

    private TileVote Read(IReadOnlyList<LookAnswer> turnedBack, Findings findings, Angle level, double tileWeight, bool enlarged)
    {
        var votes = new QuarterVotes(level, prior);
        votes.Add(findings.Seen, 1);
        var tiles = new List<TileReading>();
        foreach (var tile in ReadingLooks.Ask(network, page, turnedBack, level, enlarged))
        {
            tiles.Add(tile);
            votes.Add(tile.Direction, tileWeight);
            if (votes.Winner() is { Probability: >= SureVote, IsSeen: true })
            {
                break;
            }
        }

        var (angle, probability, isSeen) = votes.Winner();
        return new TileVote(angle, isSeen ? probability : probability * UnseenScore, tiles);
    }

    /// <summary>What all looks and the tiles say together.</summary>
    private sealed record TileVote(Angle Angle, double Probability, IReadOnlyList<TileReading> Tiles);
}

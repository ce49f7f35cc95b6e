using Upright.TextLines;

namespace Upright.Estimation;

/// <summary>What the stages found, before options are applied.</summary>
/// <param name="Glance">The distribution after the first glance.</param>
/// <param name="Seen">The distribution of all looks at the whole picture, whatever was expected.</param>
/// <param name="LookAgain">The answer of the second look.</param>
/// <param name="Angle">The answer so far.</param>
/// <param name="Score">Raw score of the answer, 0 to 1, to be calibrated.</param>
/// <param name="TextLineDensity">64 × 64, of the circle turned back by the glance, and where there are several of the one with the most text.</param>
/// <param name="Corners">Eight corner offsets of the same look.</param>
/// <param name="TextLines">The text lines' own angle, or that of the rules between them; null where there is no text, or none whose lines agree.</param>
/// <param name="ReadingLooks">How many tiles at reading size voted.</param>
internal sealed record Findings(
    DirectionDistribution Glance,
    DirectionDistribution Seen,
    Angle LookAgain,
    Angle Angle,
    double Score,
    float[] TextLineDensity,
    float[] Corners,
    TextLineAngle? TextLines,
    int ReadingLooks)
{
    // Of what is not letters the network cannot tell which way round it is seen.
    private const double EitherWay = 0.1;

    // What looks like letters and is none, a fence or the folds of a hat, is hardly ever as plain as this.
    private const double PlainlyOneWay = 0.4;

    /// <summary>Whether lines were measured that are surely text by themselves; of few lines only letters can tell.</summary>
    public bool HasSureLines => TextLines is { IsSurelyText: true };

    /// <summary>
    /// Whether lines were measured and hold letters: rows of seats, bricks and stripes look like lines, but not like letters.
    /// Lines alone where the model cannot say.
    /// </summary>
    public bool HasLegibleLines => TextLines is not null && ReadingLooks > 0 && (MirroredScore is null || HasLetters);

    /// <summary>Whether <see cref="TextLines"/> are the rules of a table or a form in place of lines of text.</summary>
    public bool AreRules { get; init; }

    /// <summary>Whether letters were read, though no line is surely one.</summary>
    public bool IsReadAlone => !HasSureLines && ReadingLooks > 0;

    /// <summary>Whether what was read at reading size are letters.</summary>
    public bool HasLetters => MirroredScore is { } score && Math.Abs(score - 0.5) > EitherWay;

    /// <summary>Whether they are letters beyond doubt.</summary>
    public bool HasClearLetters => MirroredScore is { } score && Math.Abs(score - 0.5) > PlainlyOneWay;

    /// <summary>How much the looks believe that the picture is tilted at all, 0 to 1, of what they give to the answer's quarter of the circle: that it stands further than 1.5 degrees from the nearest quarter turn.</summary>
    public double Tilted { get; init; } = 1;

    /// <summary>Raw score of the answer's quarter, 0 to 1, to be calibrated: the probability within 45 degrees of the quarter turn nearest to it.</summary>
    public double QuarterScore { get; init; } = 1;

    /// <summary>
    /// Logit that the letters are seen in a mirror, the average of the tiles at reading size; null where none was read, or
    /// none stood upright, or the model does not say.
    /// </summary>
    public double? Mirrored { get; init; }

    /// <summary>The same as a probability, 0 to 1, to be calibrated.</summary>
    public double? MirroredScore => Mirrored is { } logit ? 1 / (1 + Math.Exp(-logit)) : null;

    /// <summary>The look that the density and the corners are of.</summary>
    public LookArea Look { get; init; }
}

using System.Text.Json;

namespace Upright.Pages;

/// <summary>What was found out about one page.</summary>
public sealed record PageEstimate
{
    /// <summary>The page's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What the page is made of.</summary>
    public required PageKind Kind { get; init; }

    /// <summary>How far the page, as it is shown, must be turned; the best answer, also when the decision is <see cref="Decision.Unsure"/>.</summary>
    public Angle Angle { get; init; }

    /// <summary>Probability, 0 to 1, that the angle is within 5 degrees of the truth; for letters by a rule, see docs/pages.md.</summary>
    public double Confidence { get; init; }

    /// <summary>What to do, by the options' threshold and dead bands.</summary>
    public Decision Decision { get; init; }

    /// <summary>Why the page is left, where there is more to say; otherwise null.</summary>
    public UnsureReason? Reason { get; init; }

    /// <summary>Width as shown: points (1/72 inch) in a PDF, pixels in a TIFF.</summary>
    public required double Width { get; init; }

    /// <summary>Height as shown: points (1/72 inch) in a PDF, pixels in a TIFF.</summary>
    public required double Height { get; init; }

    /// <summary>How many visible letters there are; 0 in a TIFF.</summary>
    public int Letters { get; init; }

    /// <summary>What the page's picture said; null where it was not asked.</summary>
    public RotationEstimate? Picture { get; init; }

    /// <summary>
    /// Whether the page's quarter turn differs from that of the sure pages before and after it, while those agree:
    /// worth a look. Only a whole document's report knows; false while pages come one by one.
    /// </summary>
    public bool DiffersFromNeighbours { get; init; }

    /// <summary>Whether the sure pages of the document decided, because the page itself was not sure (<see cref="FixOptions.SameCamera"/>).</summary>
    public bool IsDecidedByOthers { get; init; }

    /// <summary>How long the page took.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The page's fields on one line: a row of JSON Lines.</summary>
    public string ToJson() => JsonSerializer.Serialize(PageFields.Of(this), PageLine.Default.PageFields);

    /// <summary>The same with the answer of its picture.</summary>
    internal PageEstimate ByPicture(RotationEstimate picture) => this with
    {
        Angle = picture.Angle,
        Confidence = picture.Confidence,
        Decision = picture.Decision,
        Reason = picture.Reason,
        Picture = picture,
    };

    /// <summary>The same without the picture's map of text lines, which is large where many pages are kept.</summary>
    internal PageEstimate WithoutMap() => this with { Picture = Picture?.WithoutMap() };

    /// <summary>Degrees of a residual that are left alone; null for letters, whose angle is read, not seen.</summary>
    internal double? DeadBand => Kind is PageKind.Letters or PageKind.Mixed ? null : Picture?.DeadBand;
}

using System.Text.Json;

namespace Upright.Pages;

/// <summary>What was found out about one page, and what was done to it.</summary>
public sealed record PageReport
{
    /// <summary>The estimate that decided.</summary>
    public required PageEstimate Estimate { get; init; }

    /// <summary>How the page was turned; <see cref="RotationMethod.None"/> when it was not.</summary>
    public required RotationMethod Method { get; init; }

    /// <summary>The turn that was carried out; zero when there was none.</summary>
    public required Angle Turned { get; init; }

    /// <summary>Width of the page in the output as shown: points in a PDF, pixels in a TIFF.</summary>
    public required double OutputWidth { get; init; }

    /// <summary>Height of the page in the output as shown: points in a PDF, pixels in a TIFF.</summary>
    public required double OutputHeight { get; init; }

    /// <summary>The same, where a turn too small to be carried out is none: the page is left.</summary>
    internal PageReport WithDecisionAsDone() =>
        Method == RotationMethod.None && Estimate.Decision == Decision.Turn ? this with { Estimate = Estimate with { Decision = Decision.Leave } } : this;

    /// <summary>The page's fields on one line: a row of JSON Lines.</summary>
    public string ToJson() => JsonSerializer.Serialize(PageFields.Of(this), PageLine.Default.PageFields);
}

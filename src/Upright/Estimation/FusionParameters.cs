using System.Text.Json;
using System.Text.Json.Serialization;

namespace Upright.Estimation;

/// <summary>The fitted numbers of the fusion, from the model's metadata; <c>training/fit_fusion.py</c> writes them and says from which data.</summary>
/// <remarks>Set, not init: what an older model does not tell then keeps its unfitted value, where the generated reader would write null.</remarks>
internal sealed record FusionParameters
{
    /// <summary>The name of the entry in the model's metadata.</summary>
    public const string Key = "upright.fusion";

    /// <summary>Logit that the picture is a page: paper, a screenshot, anything whose letters say how it stands.</summary>
    public Dictionary<string, double> Page { get; set; } = new() { ["bias"] = -1.0, ["confidence"] = 4.0, ["clarity"] = 2.0 };

    /// <summary>Logit that the lines of letters say the residual, and are not something else.</summary>
    public Dictionary<string, double> LinesTrust { get; set; } = new() { ["bias"] = -1.0, ["confidence"] = 6.0, ["clarity"] = 1.0 };

    /// <summary>Logit that the rules say the residual.</summary>
    public Dictionary<string, double> RulesTrust { get; set; } = new() { ["bias"] = -3.0, ["edges"] = 1.0, ["clarity"] = 1.0 };

    /// <summary>Logit that the outline of the thing that stands out says the residual.</summary>
    public Dictionary<string, double> OutlineTrust { get; set; } = new() { ["bias"] = -6.0, ["fill"] = 8.0 };

    /// <summary>Logit that the views say the residual to a few degrees.</summary>
    public Dictionary<string, double> ViewsTrust { get; set; } = new() { ["bias"] = 0.0, ["mass"] = 1.0 };

    /// <summary>Standard error of the lines in degrees: the root of <c>floor</c>² + (<c>scale</c> × their spread)².</summary>
    public Dictionary<string, double> LinesError { get; set; } = new() { ["floor"] = 0.02, ["scale"] = 1.5 };

    /// <summary>The same of the rules.</summary>
    public Dictionary<string, double> RulesError { get; set; } = new() { ["floor"] = 0.03, ["scale"] = 1.5 };

    /// <summary>The same of the outline; for the spread stands the share of its rectangle that it does not fill.</summary>
    public Dictionary<string, double> OutlineError { get; set; } = new() { ["floor"] = 0.5, ["scale"] = 5.0 };

    /// <summary>Logarithm of the standard error of the views in degrees.</summary>
    public Dictionary<string, double> ViewsError { get; set; } = new() { ["bias"] = 0.0, ["deviation"] = 0.5 };

    /// <summary>What each source counts for the quarter, by its name, where the picture is a photo.</summary>
    public Dictionary<string, double> PhotoQuarters { get; set; } = Even(0.5);

    /// <summary>The same where it is a page of anything but prose; in between by the probability that it is one.</summary>
    public Dictionary<string, double> PageQuarters { get; set; } = Even(0.5);

    /// <summary>The same of prose; in between by how plainly it is that.</summary>
    public Dictionary<string, double> ProseQuarters { get; set; } = Even(0.5);

    /// <summary>The same of photos before the page network was asked: sources that repeat each other share what they count for.</summary>
    public Dictionary<string, double> PhotoQuartersFirst { get; set; } = Even(0.5);

    /// <summary>The same of pages before it was asked.</summary>
    public Dictionary<string, double> PageQuartersFirst { get; set; } = Even(0.5);

    /// <summary>The same of prose before it was asked.</summary>
    public Dictionary<string, double> ProseQuartersFirst { get; set; } = Even(0.5);

    /// <summary>Confidence of lines of letters from which on a page begins to be prose.</summary>
    public double LeastProse { get; set; } = 0.85;

    /// <summary>Confidence from which on it is nothing else.</summary>
    public double PlainProse { get; set; } = 0.95;

    /// <summary>Tiles of one page repeat each other: their sum is divided by their number to this power, 0 to 1.</summary>
    public double TileDependence { get; set; } = 0.5;

    /// <summary>The share of photos of which the sources, however sure, say nothing.</summary>
    public double PhotoOutliers { get; set; } = 0.004;

    /// <summary>The same of pages.</summary>
    public double PageOutliers { get; set; } = 0.002;

    /// <summary>The same of each source by itself: how likely it is to say nothing of a picture, so that none rules out what the others say.</summary>
    public double Misled { get; set; } = 0.0025;

    /// <summary>Logit that turning a picture by its views' residual brings it nearer to upright.</summary>
    public Dictionary<string, double> Tilt { get; set; } = new() { ["bias"] = -1.0, ["tilted"] = 1.0 };

    /// <summary>What it was fitted on.</summary>
    public string Data { get; set; } = "not fitted";

    /// <summary>Reads the entry; the unfitted numbers above where there is none.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>: it is not understood.</exception>
    public static FusionParameters Read(string? json)
    {
        try
        {
            return json is null ? new() : JsonSerializer.Deserialize(json, FusionJson.Default.FusionParameters) ?? new();
        }
        catch (JsonException exception)
        {
            throw new UprightException(UprightError.UnusableModel, $"Its '{Key}' is not understood: {exception.Message}", exception);
        }
    }

    private static Dictionary<string, double> Even(double weight) => Enum.GetNames<EvidenceSource>().ToDictionary(name => name, _ => weight);
}

/// <summary>How the parameters stand in the model's metadata.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FusionParameters))]
internal sealed partial class FusionJson : JsonSerializerContext;

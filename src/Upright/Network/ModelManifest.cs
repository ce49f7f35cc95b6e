using System.Globalization;

namespace Upright.Network;

/// <summary>What the model says about itself in its ONNX metadata: how views are prepared and how answers are read.</summary>
/// <param name="Weights">Short hash of the weights, for reports.</param>
/// <param name="Scale">Network input is byte × scale + offset.</param>
/// <param name="Offset">See <paramref name="Scale"/>.</param>
/// <param name="SizeMultiple">A view's side must be a multiple of this many pixels.</param>
/// <param name="ReadsMirrors">Whether it answers, too, if the letters of a view are seen in a mirror; models of older runs do not.</param>
/// <param name="Calibrations">Knots (score, confidence), rising in both, by name; none when not yet calibrated.</param>
internal sealed record ModelManifest(
    string Weights,
    float Scale,
    float Offset,
    int SizeMultiple,
    bool ReadsMirrors,
    IReadOnlyDictionary<string, IReadOnlyList<CalibrationKnot>> Calibrations)
{
    /// <summary>Entries for the stages that use the network, as they stand.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    private const string CalibrationPrefix = "upright.calibration.";
    private const string Mirrored = "upright.mirrored";
    private const string Logit = "logit";

    // What this code was written for; a model that says otherwise is refused rather than misread.
    private static readonly Dictionary<string, string> Understood = new()
    {
        ["upright.format"] = "1",
        ["upright.input"] = "look",
        ["upright.colour"] = "rgb",
        ["upright.shape"] = "round",
        ["upright.direction"] = "degrees_clockwise_to_upright",
        ["upright.corners"] = "half_diagonals_relative_to_upright",
        ["upright.text_lines"] = "logits",
    };

    /// <summary>Reads the metadata.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>: an entry is missing or not understood.</exception>
    public static ModelManifest Read(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (key, expected) in Understood)
        {
            if (Entry(metadata, key) != expected)
            {
                throw new UprightException(UprightError.UnusableModel, $"Its '{key}' is '{metadata[key]}', understood is '{expected}'.");
            }
        }

        var readsMirrors = metadata.TryGetValue(Mirrored, out var meaning);
        if (readsMirrors && meaning != Logit)
        {
            throw new UprightException(UprightError.UnusableModel, $"Its '{Mirrored}' is '{meaning}', understood is '{Logit}'.");
        }

        return new ModelManifest(
            Entry(metadata, "upright.weights"),
            float.Parse(Entry(metadata, "upright.scale"), CultureInfo.InvariantCulture),
            float.Parse(Entry(metadata, "upright.offset"), CultureInfo.InvariantCulture),
            int.Parse(Entry(metadata, "upright.size_multiple"), CultureInfo.InvariantCulture),
            readsMirrors,
            metadata.Where(entry => entry.Key.StartsWith(CalibrationPrefix, StringComparison.Ordinal)).ToDictionary(
                entry => entry.Key[CalibrationPrefix.Length..],
                entry => (IReadOnlyList<CalibrationKnot>)[.. entry.Value.Split(' ').Select(CalibrationKnot.Parse)]))
        {
            Metadata = metadata,
        };
    }

    private static string Entry(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out var value)
            ? value
            : throw new UprightException(UprightError.UnusableModel, $"It has no '{key}' in its metadata.");
}

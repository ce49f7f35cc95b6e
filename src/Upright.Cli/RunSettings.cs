using System.Text.Json;
using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>What outputs depend on, besides the pictures: under other settings they are done again, and the review goes on under the same.</summary>
/// <param name="Decisions">How angles are decided.</param>
/// <param name="Writing">How pictures are written.</param>
/// <param name="WritesReports">Whether reports lie beside the outputs.</param>
internal sealed record RunSettings(UprightOptions Decisions, FixOptions Writing, bool WritesReports)
{
    private static readonly UprightOptions Defaults = new();

    /// <summary>As they stand in a ledger: without device, threads and limits, which change no output.</summary>
    public JsonObject ToJson()
    {
        var decisions = Decisions with
        {
            Threads = Defaults.Threads,
            MaxPixels = Defaults.MaxPixels,
            MaxFrames = Defaults.MaxFrames,
            MaxPages = Defaults.MaxPages,
            MaxFileSize = Defaults.MaxFileSize,
        };
        var json = JsonSerializer.SerializeToNode(this with { Decisions = decisions }, RunSettingsJson.Default.RunSettings)!.AsObject();
        // Ledgers of older versions do not have them, and what is done is done.
        json["decisions"]!.AsObject().Remove("device");
        json["decisions"]!.AsObject().Remove("gpu_memory");
        return json;
    }

    /// <summary>Settings as they stand in a ledger, without those on which documents alone depend.</summary>
    public static JsonNode? OfPictures(JsonNode? json)
    {
        var own = json?.DeepClone();
        (own?["writing"] as JsonObject)?.Remove("same_camera");
        return own;
    }

    /// <summary>What a ledger says; the defaults where it does not say it, as those of older versions.</summary>
    public static RunSettings Read(JsonNode? json)
    {
        try
        {
            return json is JsonObject said && Completed(said).Deserialize(RunSettingsJson.Default.RunSettings) is { Decisions: not null, Writing: not null } read ? read : new RunSettings(new(), new(), false);
        }
        catch (JsonException)
        {
            return new RunSettings(new(), new(), false);
        }
    }

    // A property that is missing would be read as nothing, not as its default.
    private static JsonObject Completed(JsonObject said)
    {
        var whole = JsonSerializer.SerializeToNode(new RunSettings(new(), new(), false), RunSettingsJson.Default.RunSettings)!.AsObject();
        foreach (var (name, value) in said)
        {
            if (whole[name] is JsonObject defaults && value is JsonObject options)
            {
                foreach (var (option, chosen) in options)
                {
                    defaults[option] = chosen?.DeepClone();
                }
            }
            else
            {
                whole[name] = value?.DeepClone();
            }
        }

        return whole;
    }
}

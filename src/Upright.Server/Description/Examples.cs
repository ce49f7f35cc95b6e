using System.Text.Json.Nodes;

namespace Upright.Server.Description;

/// <summary>The answers that the OpenAPI document shows.</summary>
internal static class Examples
{
    public static JsonObject Estimate() => new()
    {
        ["input_size"] = new JsonArray(1600, 1200),
        ["predicted_angle"] = -8.412,
        ["confidence"] = 0.9731,
        ["decision"] = "turn",
        ["inference_time_ms"] = 96.4,
        ["decode_time_ms"] = 18.2,
        ["model"] = "3f9c21ab77d0",
        ["corners"] = new JsonArray(new JsonArray(0.0121, -0.0098), new JsonArray(0.0104, 0.0117), new JsonArray(-0.0119, 0.0101), new JsonArray(-0.0097, -0.0122)),
        ["text_density"] = 0.2113,
        ["exif_orientation"] = 1,
        ["quarter_confidence"] = 0.9962,
    };

    public static JsonObject Report()
    {
        var report = Estimate();
        report["rotation_method"] = "affine_warp";
        report["turned_by"] = -8.412;
        report["output_size"] = new JsonArray(1759, 1421);
        return report;
    }

    public static JsonObject Problem(string code, int status, string title) => new()
    {
        ["type"] = $"/docs/errors.md#{code}",
        ["title"] = title,
        ["status"] = status,
        ["code"] = code,
    };
}

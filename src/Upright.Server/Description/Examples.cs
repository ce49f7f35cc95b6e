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
        ["kind"] = "lines",
        ["angle_error"] = 0.0121,
        ["quarter_confidence"] = 0.9962,
        ["evidence"] = new JsonArray(
            new JsonObject { ["source"] = "glance", ["quarters"] = new JsonArray(0, -5.6, -2.1, -5.7), ["residual"] = -8.2, ["standard_error"] = 1.66, ["trust"] = 0.86 },
            new JsonObject { ["source"] = "lines", ["residual"] = -8.412, ["standard_error"] = 0.0121, ["trust"] = 0.98 }),
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

using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Upright.Cli.Review;

/// <summary>What the review's server answers.</summary>
internal sealed record ReviewAnswer(HttpStatusCode Status, string ContentType, byte[] Body)
{
    public static ReviewAnswer Page(string html) => new(HttpStatusCode.OK, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));

    public static ReviewAnswer Picture(byte[] jpeg) => new(HttpStatusCode.OK, "image/jpeg", jpeg);

    public static ReviewAnswer Json(JsonNode json) => new(HttpStatusCode.OK, "application/json", Encoding.UTF8.GetBytes(json.ToJsonString()));

    public static ReviewAnswer Problem(HttpStatusCode status, string message, string? code = null) =>
        new(status, "application/json", Encoding.UTF8.GetBytes(new JsonObject { ["message"] = message, ["error"] = code }.ToJsonString()));
}

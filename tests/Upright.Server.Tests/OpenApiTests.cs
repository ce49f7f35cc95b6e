using System.Text.Json.Nodes;
using Upright.Tests;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class OpenApiTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string Reviewed = Path.Combine(Repository.Root, "docs", "openapi.json");

    [Fact]
    public async Task TheDocumentIsTheReviewedFile()
    {
        var served = await shared.Client.GetStringAsync("/openapi.json");
        var beside = Path.Combine(Path.GetTempPath(), "upright-openapi.json");
        await File.WriteAllTextAsync(beside, served.TrimEnd() + "\n");

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(served), JsonNode.Parse(await File.ReadAllTextAsync(Reviewed))),
            $"The HTTP surface has changed: if that is meant, review {beside} and copy it to docs/openapi.json.");
        Assert.StartsWith("3.1", (string?)JsonNode.Parse(served)!["openapi"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheExampleHasTheFieldsOfAnAnswer()
    {
        using var folder = new PictureFolder();
        var answer = JsonNode.Parse(await (await shared.Client.PostFileAsync("/v1/estimate", folder.Draw("a.png"))).Content.ReadAsStringAsync())!;
        var example = JsonNode.Parse(await File.ReadAllTextAsync(Reviewed))!["paths"]!["/v1/estimate"]!["post"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!;

        // The drawing has no up, so that its answer has a reason; the example's is sure.
        Assert.Equal(answer.AsObject().Select(field => field.Key).Where(key => key != "reason"), example.AsObject().Select(field => field.Key));
    }
}

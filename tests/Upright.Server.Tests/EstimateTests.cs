using System.Net;
using System.Text.Json;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class EstimateTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ABodyAndAFormGetTheLibrarysAnswer()
    {
        var path = folder.DrawTilted("a.jpg");
        using var upright = Uprighter.Create();
        var expected = await upright.EstimateAsync(path);

        var raw = await (await shared.Client.PostFileAsync("/v1/estimate", path)).JsonAsync();
        var form = await (await shared.Client.PostFormAsync("/v1/estimate", path)).JsonAsync();

        Assert.Equal(expected.Angle.Degrees, raw.GetProperty("predicted_angle").GetDouble(), 1e-3);
        Assert.Equal(raw.GetProperty("predicted_angle").GetDouble(), form.GetProperty("predicted_angle").GetDouble(), 1e-3);
    }

    [Fact]
    public async Task TheFieldsAreThoseOfTheLibrary()
    {
        var path = folder.Draw("a.png");
        using var upright = Uprighter.Create();
        using var expected = JsonDocument.Parse((await upright.EstimateAsync(path)).ToJson());

        var answer = await (await shared.Client.PostFileAsync("/v1/estimate", path)).JsonAsync();

        Assert.Equal(Names(expected.RootElement), Names(answer));
    }

    [Fact]
    public async Task OptionsOfTheQueryDecide()
    {
        var path = folder.DrawTilted("a.png");
        Assert.Equal("turn", await Decision($"/v1/estimate?{Sending.Certain}"));
        Assert.Equal("unsure", await Decision("/v1/estimate?threshold=1"));
        Assert.Equal("unsure", await Decision($"/v1/estimate?{Sending.Certain}&max_angle=0&expect=CAMERA"));

        async Task<string?> Decision(string address) => (await (await shared.Client.PostFileAsync(address, path)).JsonAsync()).GetProperty("decision").GetString();
    }

    [Fact]
    public async Task LooksTellWhatTheNetworkSawAndWhere()
    {
        var answer = await (await shared.Client.PostFileAsync("/v1/estimate?views=true", folder.Draw("a.png"))).JsonAsync();

        Assert.All(answer.GetProperty("view").GetProperty("centre").EnumerateArray(), share => Assert.InRange(share.GetDouble(), 0, 1));
        Assert.Equal(64, answer.GetProperty("text_lines").GetArrayLength());
        Assert.All(answer.GetProperty("text_lines").EnumerateArray(), row => Assert.Equal(64, row.GetArrayLength()));
    }

    [Theory]
    [InlineData("text/html", HttpStatusCode.OK)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.OK)]
    public async Task WhatTheContentTypeSaysIsNotLookedAt(string mediaType, HttpStatusCode status) =>
        Assert.Equal(status, (await shared.Client.PostFileAsync("/v1/estimate", folder.Draw("a.png"), mediaType)).StatusCode);

    [Fact]
    public async Task APageThatSaysItIsAPictureIsRefused()
    {
        File.WriteAllText(folder["page.png"], "<!doctype html><title>Not found</title>");
        await (await shared.Client.PostFileAsync("/v1/estimate", folder["page.png"], "image/png")).AssertProblemAsync(HttpStatusCode.UnsupportedMediaType, "not-a-picture");
    }

    [Fact]
    public async Task NothingIsLeftInTheTemporaryFolder()
    {
        await shared.Client.PostFileAsync("/v1/estimate", folder.Draw("a.png"));
        await shared.Client.PostFormAsync("/v1/fix", folder.Draw("a.png"), folder.Draw("b.png"));
        await Eventually.TrueAsync(() => shared.Server.TemporaryFiles == 0, "the temporary files are gone");
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);
}

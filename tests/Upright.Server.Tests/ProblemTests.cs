using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NetVips;
using Upright.Server.Errors;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class ProblemTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void EveryEntryOfTheCatalogueIsAProblemThatLeadsToItsHeading() => Assert.All(UprightError.Catalogue, error =>
    {
        var problem = Problems.Of(new UprightException(error, "What exactly."));

        Assert.Equal((error.HttpStatus, error.Summary, $"/docs/errors.md#{error.Code}"), (problem.StatusCode, problem.ProblemDetails.Title, problem.ProblemDetails.Type));
        Assert.Equal(error.HttpStatus, ErrorPage.Statuses[error.Code]);
        Assert.Equal(error.HttpStatus < 500 ? "What exactly." : null, problem.ProblemDetails.Detail);
    });

    [Fact]
    public void EveryRefusalOfTheServiceItselfHasItsHeadingToo() => Assert.All(Refusal.All, refusal =>
    {
        Assert.Equal(refusal.HttpStatus, ErrorPage.Statuses[refusal.Code]);
        Assert.DoesNotContain(refusal.Code, UprightError.Catalogue.Select(error => error.Code));
    });

    [Fact]
    public async Task ThePageAboutErrorsIsServed()
    {
        var page = await shared.Client.GetAsync("/docs/errors.md");
        Assert.Equal("text/markdown", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("## `not-a-picture`", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "empty-file")]
    [InlineData("hello", HttpStatusCode.UnsupportedMediaType, "not-a-picture")]
    [InlineData("%PDF-1.7", HttpStatusCode.UnprocessableEntity, "damaged-document")]
    [InlineData("GIF89a", HttpStatusCode.UnprocessableEntity, "damaged-picture")]
    public async Task WhatIsNoPictureIsRefused(string body, HttpStatusCode status, string code)
    {
        await (await shared.Client.PostAsync("/v1/estimate", new ByteArrayContent(Encoding.Latin1.GetBytes(body)))).AssertProblemAsync(status, code);
        await (await shared.Client.PostAsync("/v1/fix", new ByteArrayContent(Encoding.Latin1.GetBytes(body)))).AssertProblemAsync(status, code);
    }

    [Theory]
    [InlineData("threshold=2")]
    [InlineData("threshold=high")]
    [InlineData("treshold=0.5")]
    [InlineData("expect=7")]
    [InlineData("canvas=huge")]
    [InlineData("fill=mauve")]
    [InlineData("turn=NaN")]
    [InlineData("quality=0")]
    [InlineData("format=svg")]
    public async Task OptionsThatAreNotUnderstoodAreRefused(string query) =>
        await (await shared.Client.PostFileAsync($"/v1/fix?{query}", folder.Draw("a.png"))).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");

    [Fact]
    public async Task EveryOptionOutOfRangeIsNamed()
    {
        var problem = await (await shared.Client.PostFileAsync("/v1/estimate?threshold=2&dead_band=90", folder.Draw("a.png"))).JsonAsync();
        Assert.Contains("Threshold", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("DeadBand", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATruncatedPictureIsRefusedUnlessTolerated()
    {
        var whole = File.ReadAllBytes(folder.Draw("a.jpg", 1600, 1200));
        File.WriteAllBytes(folder["half.jpg"], whole[..(whole.Length / 2)]);

        await (await shared.Client.PostFileAsync("/v1/estimate", folder["half.jpg"])).AssertProblemAsync(HttpStatusCode.UnprocessableEntity, "damaged-picture");
        Assert.Equal(HttpStatusCode.OK, (await shared.Client.PostFileAsync("/v1/estimate?tolerant=true", folder["half.jpg"])).StatusCode);
    }

    [Fact]
    public async Task APictureThatDoesNotFitTheFormatIsRefused()
    {
        using var wide = Image.Black(20000, 8);
        wide.WriteToFile(folder["wide.png"]);
        await (await shared.Client.PostFileAsync("/v1/fix?threshold=1&format=webp", folder["wide.png"])).AssertProblemAsync(HttpStatusCode.UnprocessableEntity, "cannot-encode");
    }

    [Fact]
    public async Task AFormTakesOnePictureAndNothingElse()
    {
        folder.Draw("a.png");
        await (await shared.Client.PostFormAsync("/v1/estimate", folder["a.png"], folder["a.png"])).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");
        await (await PostForm("--b--\r\n")).AssertProblemAsync(HttpStatusCode.BadRequest, "empty-file");
        using var text = new MultipartFormDataContent { { new StringContent("0"), "threshold" } };
        await (await shared.Client.PostAsync("/v1/estimate", text)).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");
    }

    [Fact]
    public async Task AFormThatStopsHalfWayCannotBeRead() => await (await PostForm(
        "--b\r\nContent-Disposition: form-data; name=p; filename=a.png\r\n\r\nhalf")).AssertProblemAsync(HttpStatusCode.BadRequest, "cannot-read");

    [Fact]
    public void WhatWentWrongInsideNamesNoFiles()
    {
        var problem = Problems.Of(new UprightException(UprightError.CannotWrite, "No space left on device: '/tmp/secret'."));
        Assert.DoesNotContain("secret", JsonSerializer.Serialize(problem.ProblemDetails), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostForm(string text)
    {
        var body = new StringContent(text);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return shared.Client.PostAsync("/v1/estimate", body);
    }
}

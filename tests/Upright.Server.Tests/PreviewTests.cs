using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using NetVips;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Server.Tests;

public sealed class PreviewTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task APictureIsShownSmallAsItCame() =>
        Assert.Equal([(160, 120)], await SizesAsync("/v1/previews?size=160", folder.Draw("a.tif", 1600, 1200)));

    [Fact]
    public async Task PagesAreShownAsFarAsThereAreAny()
    {
        var pdf = new DrawnPdf();
        for (var page = 0; page < 3; page++)
        {
            pdf.AddPage(DrawnPdf.Letters());
        }

        File.WriteAllBytes(folder["a.pdf"], pdf.Bytes());
        Assert.Equal(2, (await SizesAsync("/v1/previews?first=2&count=24&size=200", folder["a.pdf"])).Count);
        await (await shared.Client.PostFileAsync("/v1/previews?first=9", folder["a.pdf"])).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");
    }

    [Theory]
    [InlineData("size=9000")]
    [InlineData("count=25")]
    [InlineData("first=0")]
    public async Task WhatIsOutOfRangeIsRefused(string query) =>
        await (await shared.Client.PostFileAsync($"/v1/previews?{query}", folder.Draw("a.png"))).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");

    [Theory]
    [InlineData("page_turns=3")]
    [InlineData("page_turns=0:90")]
    [InlineData("page_turns=1:90,1:180")]
    public async Task TurnsOfPagesThatAreNotUnderstoodAreRefused(string query) =>
        await (await shared.Client.PostFileAsync($"/v1/fix?{query}", folder.Draw("a.png"))).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");

    [Fact]
    public async Task TheOrientationTagAloneIsSetWhenThatIsAskedFor()
    {
        var answer = await shared.Client.PostFileAsync("/v1/fix?turn=90&tag_only=true", folder.Draw("a.jpg"));
        Assert.Equal("orientation_tag", answer.Header("Upright-Method"));
        await (await shared.Client.PostFileAsync("/v1/fix?tag_only=true&quality=50", folder["a.jpg"])).AssertProblemAsync(HttpStatusCode.BadRequest, "invalid-options");
    }

    private async Task<List<(int Width, int Height)>> SizesAsync(string address, string path)
    {
        var answer = await shared.Client.PostFileAsync(address, path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var boundary = answer.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        var reader = new MultipartReader(boundary, await answer.Content.ReadAsStreamAsync());
        List<(int, int)> sizes = [];
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            using var jpeg = new MemoryStream();
            await section.Body.CopyToAsync(jpeg);
            using var picture = Image.NewFromBuffer(jpeg.ToArray());
            sizes.Add((picture.Width, picture.Height));
        }

        return sizes;
    }
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using NetVips;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Server.Tests;

/// <summary>PDF and TIFF of several pages. What a program's letters say does not depend on the network.</summary>
public sealed class DocumentTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EveryPageOfAPdfIsFixedAndNothingElseOfIt()
    {
        var answer = await shared.Client.PostFileAsync("/v1/fix", Pdf("a.pdf", 0, 90, 4));

        Assert.Equal(("application/pdf", "turn", "3", "2"), (answer.Content.Headers.ContentType?.MediaType, answer.Header("Upright-Decision"), answer.Header("Upright-Pages"), answer.Header("Upright-Turned-Pages")));
        var upright = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(folder.Bytes("a.pdf"), upright[..folder.Bytes("a.pdf").Length]);
        File.WriteAllBytes(folder["upright.pdf"], upright);
        Assert.Equal((double[])[0, 0, 0], Angles(await (await shared.Client.PostFileAsync("/v1/estimate", folder["upright.pdf"])).JsonAsync()));
    }

    [Fact]
    public async Task EveryPageIsEstimated()
    {
        var answer = await (await shared.Client.PostFormAsync("/v1/estimate", Pdf("a.pdf", 0, 4, 0, 90, 0))).JsonAsync();

        Assert.Equal(("pdf", "turn"), (answer.GetProperty("format").GetString(), answer.GetProperty("decision").GetString()));
        Assert.Equal([0, 4, 0, 90, 0], Angles(answer));
        Assert.Equal([1, 2, 3, 4, 5], answer.GetProperty("pages").EnumerateArray().Select(page => page.GetProperty("page").GetInt32()));
        Assert.True(answer.GetProperty("pages")[3].GetProperty("differs_from_neighbours").GetBoolean());
        Assert.False(answer.TryGetProperty("turned_pages", out _));
    }

    [Fact]
    public async Task AFormTellsOfEachPageBesideTheDocument()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/fix?threshold=1") { Content = new ByteArrayContent(File.ReadAllBytes(Tiff("a.tif", 3))) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("multipart/form-data"));
        var answer = await shared.Client.SendAsync(request);

        var boundary = answer.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        var reader = new MultipartReader(boundary, await answer.Content.ReadAsStreamAsync());
        var metadata = (await JsonDocument.ParseAsync((await reader.ReadNextSectionAsync())!.Body)).RootElement;
        Assert.Equal(("tiff", 0, 3), (metadata.GetProperty("format").GetString(), metadata.GetProperty("turned_pages").GetInt32(), metadata.GetProperty("pages").GetArrayLength()));
        var part = (await reader.ReadNextSectionAsync())!;
        Assert.Equal("image/tiff", part.ContentType);
        using var document = new MemoryStream();
        await part.Body.CopyToAsync(document);
        Assert.Equal(folder.Bytes("a.tif"), document.ToArray()); // no page is sure: byte for byte
    }

    [Fact]
    public async Task AJobTakesDocumentsAmongPictures()
    {
        File.WriteAllText(folder["half.pdf"], "%PDF-1.7");
        var started = await shared.Client.PostFormAsync("/v1/jobs?threshold=0.9", Pdf("a.pdf", 0, 90), Tiff("b.tif", 3), folder.Draw("c.png"), folder["half.pdf"]);
        var job = started.Headers.Location!.ToString();

        var events = (await shared.Client.GetStringAsync($"{job}/events")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var last = JsonDocument.Parse(events[^1].Split("data: ")[1]).RootElement;
        Assert.Equal((4, 1, 5), (last.GetProperty("done").GetInt32(), last.GetProperty("failed").GetInt32(), last.GetProperty("pages").GetInt32()));

        using var zip = new ZipArchive(await shared.Client.GetStreamAsync($"{job}/results.zip"));
        Assert.Equal(["a.pdf", "b.tif", "c.png", "angles.csv"], zip.Entries.Select(entry => entry.FullName));
        var table = (await shared.Client.GetStringAsync($"{job}/results.csv")).Split('\n');
        Assert.Equal(["a.pdf", "a.pdf", "b.tif", "b.tif", "b.tif", "c.png", "half.pdf"], table[1..^1].Select(row => row.Split(',')[0]));
        Assert.Equal(["1", "2", "1", "2", "3", "", ""], table[1..^1].Select(row => row.Split(',')[9]));
        Assert.Matches(",page_rotation,.*,90.000,$", table[2]);
        var results = JsonDocument.Parse(await shared.Client.GetStringAsync($"{job}/results.json")).RootElement;
        Assert.Equal(1, results[0].GetProperty("turned_pages").GetInt32());
        Assert.Equal("damaged-document", results[3].GetProperty("error").GetString());
    }

    [Fact]
    public async Task MorePagesThanTheLimitAreRefusedBeforeOneIsLookedAt()
    {
        await using var server = await RunningServer.StartAsync("--Upright:MaxPages=2");
        Pdf("a.pdf", 0, 0, 0);
        Tiff("b.tif", 3);

        foreach (var name in new[] { "a.pdf", "b.tif" })
        {
            await (await server.Client.PostFileAsync("/v1/estimate", folder[name])).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-many-pages");
            await (await server.Client.PostFileAsync("/v1/fix", folder[name])).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-many-pages");
        }

        await Eventually.TrueAsync(() => server.TemporaryFiles == 0, "nothing is left");
    }

    [Theory]
    [InlineData("turn=90", HttpStatusCode.BadRequest, "invalid-options")]
    [InlineData("format=png", HttpStatusCode.UnprocessableEntity, "cannot-encode")]
    public async Task WhatADocumentCannotHaveIsRefused(string query, HttpStatusCode status, string code) =>
        await (await shared.Client.PostFileAsync($"/v1/fix?{query}", Pdf("a.pdf", 90))).AssertProblemAsync(status, code);

    [Fact]
    public async Task ASignedDocumentIsTurnedOnlyWhenThatIsSaid()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters(90));
        var signature = pdf.Add("<</FT/Sig/T(s)/V<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>>>");
        pdf.Catalog = $"/AcroForm<</Fields[{signature} 0 R]/SigFlags 3>>";
        File.WriteAllBytes(folder["signed.pdf"], pdf.Bytes());

        await (await shared.Client.PostFileAsync("/v1/fix", folder["signed.pdf"])).AssertProblemAsync(HttpStatusCode.Conflict, "signed-document");
        Assert.Equal("1", (await shared.Client.PostFileAsync("/v1/fix?change_signed=true", folder["signed.pdf"])).Header("Upright-Turned-Pages"));
    }

    [Fact]
    public async Task PicturesAreServedBetweenThePagesOfADocument()
    {
        await using var server = await RunningServer.StartAsync("--Upright:Concurrency=1");
        var started = await server.Client.PostFormAsync("/v1/jobs", Pdf("long.pdf", new double[400]));
        var job = started.Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.OK, (await server.Client.PostFileAsync("/v1/estimate", folder.Draw("a.png"))).StatusCode);

        Assert.Equal("running", (await (await server.Client.GetAsync(job)).JsonAsync()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync(job)).StatusCode);
    }

    private static double[] Angles(JsonElement document) => [.. document.GetProperty("pages").EnumerateArray().Select(page => Math.Round(page.GetProperty("predicted_angle").GetDouble(), 2))];

    // A page of letters for each angle that it is to be turned by.
    private string Pdf(string name, params double[] angles)
    {
        var pdf = new DrawnPdf();
        foreach (var angle in angles)
        {
            pdf.AddPage(DrawnPdf.Letters(angle));
        }

        File.WriteAllBytes(folder[name], pdf.Bytes());
        return folder[name];
    }

    private string Tiff(string name, int pages)
    {
        using var page = Image.NewFromFile(folder.Draw("page.png"));
        using var strip = page.Replicate(1, pages).Mutate(image => image.Set(GValue.GIntType, "page-height", page.Height));
        strip.Tiffsave(folder[name]);
        return folder[name];
    }
}

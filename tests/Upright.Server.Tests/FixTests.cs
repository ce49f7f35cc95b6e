using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using NetVips;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class FixTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task TheUprightPictureComesBackWithItsAngleInHeaders()
    {
        var answer = await shared.Client.PostFileAsync($"/v1/fix?{Sending.Certain}", folder.DrawTilted("a.jpg"));

        using var picture = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("turn", answer.Header("Upright-Decision"));
        Assert.InRange(double.Parse(answer.Header("Upright-Angle"), CultureInfo.InvariantCulture), -180, 180);
        Assert.InRange(double.Parse(answer.Header("Upright-Confidence"), CultureInfo.InvariantCulture), 0, 1);
        // A turn that is a quarter but for a hundredth of a degree is done as a quarter.
        Assert.Equal(double.Parse(answer.Header("Upright-Angle"), CultureInfo.InvariantCulture), double.Parse(answer.Header("Upright-Turned"), CultureInfo.InvariantCulture), 0.5);
        Assert.Contains(answer.Header("Upright-Method"), (string[])["quarter", "lossless_quarter", "affine_warp"]);
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.tif")]
    public async Task WhatIsUnsureComesBackByteForByte(string name)
    {
        var answer = await shared.Client.PostFileAsync("/v1/fix?threshold=1", folder.Draw(name));

        Assert.Equal(("unsure", "none", "0.000"), (answer.Header("Upright-Decision"), answer.Header("Upright-Method"), answer.Header("Upright-Turned")));
        Assert.Equal(folder.Bytes(name), await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task ATurnByHandIsCarriedOut()
    {
        var answer = await shared.Client.PostFileAsync("/v1/fix?turn=-90", folder.Draw("a.png"));

        using var picture = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((240, 320, "-90.000"), (picture.Width, picture.Height, answer.Header("Upright-Turned")));
        Assert.Equal([120, 170, 230], picture[4, 160]); // what was above, the sky, is at the left now
    }

    [Theory]
    [InlineData("webp", "image/webp", "webpload_buffer")]
    [InlineData("TIFF", "image/tiff", "tiffload_buffer")]
    public async Task AnotherFormatIsWrittenWhenAskedFor(string format, string mediaType, string loader)
    {
        var answer = await shared.Client.PostFileAsync($"/v1/fix?threshold=1&format={format}", folder.Draw("a.png"));

        using var picture = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((mediaType, loader), (answer.Content.Headers.ContentType?.MediaType, (string)picture.Get("vips-loader")));
    }

    [Fact]
    public async Task AFormHasTheMetadataAndThePicture()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/fix?threshold=1&views=true") { Content = new ByteArrayContent(File.ReadAllBytes(folder.Draw("a.png"))) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("multipart/form-data"));
        var answer = await shared.Client.SendAsync(request);

        var boundary = answer.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        var reader = new MultipartReader(boundary, await answer.Content.ReadAsStreamAsync());
        var metadata = await JsonDocument.ParseAsync((await reader.ReadNextSectionAsync())!.Body);
        Assert.Equal("none", metadata.RootElement.GetProperty("rotation_method").GetString());
        Assert.Equal(0, metadata.RootElement.GetProperty("turned_by").GetDouble());
        Assert.Equal(64, metadata.RootElement.GetProperty("text_lines").GetArrayLength());
        using var picture = new MemoryStream();
        await (await reader.ReadNextSectionAsync())!.Body.CopyToAsync(picture);
        Assert.Equal(folder.Bytes("a.png"), picture.ToArray());
    }

    [Fact]
    public async Task PicturesTravelThroughFilesWhateverTheirSize()
    {
        // Noise does not compress: 30 MB in, 30 MB out.
        using var noise = Image.Gaussnoise(4000, 2500, sigma: 60, mean: 128).Cast(Enums.BandFormat.Uchar);
        using var colour = noise.Bandjoin(noise.Rot180(), noise.FlipHor()).Copy(interpretation: Enums.Interpretation.Srgb);
        colour.WriteToFile(folder["big.tif"]);

        var answer = await shared.Client.PostFileAsync("/v1/fix?turn=180", folder["big.tif"]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var picture = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((4000, 2500), (picture.Width, picture.Height));
    }
}

using System.Net;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

/// <summary>Decoders are fed what nobody would call a picture; the service answers, and goes on.</summary>
public sealed class DamagedUploadTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const int Rounds = 25;

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    [InlineData("a.webp")]
    [InlineData("a.tif")]
    [InlineData("a.gif")]
    [InlineData("a.avif")]
    public async Task BytesChangedAtRandomAreAnsweredOrRefused(string name)
    {
        using var folder = new PictureFolder();
        var picture = File.ReadAllBytes(folder.Draw(name, 160, 120));
        var random = new Random(20261124);
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = Damaged(picture, random);
            var query = round % 2 == 0 ? "turn=3&tolerant=true" : "turn=90";

            var answer = await shared.Client.PostAsync($"/v1/fix?{query}", new ByteArrayContent(damaged));

            Assert.True((int)answer.StatusCode < 500, $"round {round}: {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Equal(HttpStatusCode.OK, (await shared.Client.PostFileAsync("/v1/fix?turn=90", folder[name])).StatusCode);
    }

    // Some bytes replaced, and every third time the end cut off.
    private static byte[] Damaged(byte[] picture, Random random)
    {
        var damaged = picture[..(random.Next(3) == 0 ? random.Next(16, picture.Length) : picture.Length)];
        for (var i = random.Next(1, 20); i > 0; i--)
        {
            damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
        }

        return damaged;
    }
}

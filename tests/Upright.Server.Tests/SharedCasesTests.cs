using System.Net;
using NetVips;
using Upright.Tests;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

/// <summary>The shared cases sent to the service as it runs, several at a time, with honest pictures among them.</summary>
public sealed class SharedCasesTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task EachHasAnAnswerOfTheCatalogueAndHonestPicturesAreTurned()
    {
        var cases = SharedCases.Paths();
        var honest = folder.Draw("honest.png");
        using var service = await ServiceProcess.StartAsync();
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = TestContext.Current.CancellationToken },
            async (path, _) =>
            {
                foreach (var request in (string[])["/v1/estimate", "/v1/fix?threshold=0", "/v1/fix?turn=7"])
                {
                    using var answer = await service.Client.PostFileAsync(request, path);
                    var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                    Assert.True((int)answer.StatusCode < 500, $"{Path.GetFileName(path)}, {request}: {answer.StatusCode} {body}");
                    if (answer.StatusCode != HttpStatusCode.OK)
                    {
                        await answer.AssertProblemAsync(answer.StatusCode, (await answer.JsonAsync()).GetProperty("code").GetString()!);
                    }

                    using var turned = await service.Client.PostFileAsync("/v1/fix?turn=90", honest);
                    Assert.Equal(HttpStatusCode.OK, turned.StatusCode);
                    using var picture = Image.NewFromBuffer(await turned.Content.ReadAsByteArrayAsync(CancellationToken.None));
                    Assert.Equal((240, 320), (picture.Width, picture.Height));
                }
            });

        Assert.InRange(service.PeakMemory, 0, ChaosTests.MostMemory);
    }
}

using System.Diagnostics;
using Upright.Tests;
using Upright.Tests.Cli;

namespace Upright.Server.Tests.Docs;

/// <summary>The Python client of the samples, as its first lines say it is called.</summary>
public sealed class PythonClientTests(SharedServer shared) : IClassFixture<SharedServer>, IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ItSavesTheUprightPictureAndTellsWhatIsWrong()
    {
        Needs.Program("python3");
        var (code, answer, _) = await RunAsync(Path.Combine(Repository.Root, "samples", "test_input.jpg"));
        Assert.Equal(0, code);
        Assert.Matches(@"^-8\.\d+ turn", answer);
        using (var upright = NetVips.Image.NewFromFile(folder["upright.jpg"]))
        {
            Assert.True(upright.Width > 1600);
        }

        File.WriteAllText(folder["notes.jpg"], "no picture");
        var (failed, _, errors) = await RunAsync(folder["notes.jpg"]);
        Assert.Equal(1, failed);
        Assert.Contains("notes.jpg: The bytes are not a picture of a known format.", errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Answer, string Errors)> RunAsync(string picture)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Repository.Root, "samples", "python", "service_client.py"), picture, folder["upright.jpg"], shared.Server.Address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, answer, await errors);
    }
}

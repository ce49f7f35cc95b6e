using System.Diagnostics;
using System.Text.Json;
using Upright.Tests;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

/// <summary>A client that is generated from the description compiles and works, where npm is in reach.</summary>
public sealed class GeneratedClientTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Fact]
    public async Task TheServiceIsUsedThroughGeneratedTypeScript()
    {
        Assert.SkipUnless(Needs.PathOf("npm") is not null, "npm is not installed.");
        Assert.SkipUnless((await RunAsync("npm", "ci", "--no-audit", "--no-fund")).Code == 0, "npm's registry is not in reach.");
        var description = Path.Combine(Repository.Root, "docs", "openapi.json");
        Assert.Equal((0, ""), await RunAsync("node", "generate.mjs", new Uri(description).AbsoluteUri));
        Assert.Equal((0, ""), await RunAsync("npx", "tsc", "-p", "."));
        using var folder = new PictureFolder();

        var (code, output) = await RunAsync("node", "built/client.js", shared.Server.Address.ToString().TrimEnd('/'), folder.Draw("a.png"));

        Assert.True(code == 0, output);
        var told = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("unsure", true), (told.GetProperty("decision").GetString(), told.GetProperty("isNumber").GetBoolean()));
        Assert.InRange(told.GetProperty("size").GetInt32(), 100, int.MaxValue);
        Assert.Equal(("90.000", "invalid-options"), (told.GetProperty("turned").GetString(), told.GetProperty("code").GetString()));
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "clients", "typescript"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }
}

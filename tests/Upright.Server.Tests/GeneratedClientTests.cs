using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Upright.Tests;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

/// <summary>Clients that are generated from the description compile and work, where the packages of their generators are in reach.</summary>
public sealed class GeneratedClientTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly string Description = Path.Combine(Repository.Root, "docs", "openapi.json");

    private string Address => shared.Server.Address.ToString().TrimEnd('/');

    [Fact]
    public async Task TheServiceIsUsedThroughGeneratedTypeScript()
    {
        Assert.SkipUnless(Needs.PathOf("npm") is not null, "npm is not installed.");
        Assert.SkipUnless((await RunAsync("typescript", "npm", "ci", "--no-audit", "--no-fund")).Code == 0, "npm's registry is not in reach.");
        Assert.Equal((0, ""), await RunAsync("typescript", "node", "generate.mjs", new Uri(Description).AbsoluteUri));
        Assert.Equal((0, ""), await RunAsync("typescript", "npx", "tsc", "-p", "."));
        using var folder = new PictureFolder();

        var (code, output) = await RunAsync("typescript", "node", "built/client.js", Address, folder.Draw("a.png"));

        Assert.True(code == 0, output);
        var told = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("unsure", true), (told.GetProperty("decision").GetString(), told.GetProperty("isNumber").GetBoolean()));
        Assert.InRange(told.GetProperty("size").GetInt32(), 100, int.MaxValue);
        Assert.Equal(("90.000", "invalid-options"), (told.GetProperty("turned").GetString(), told.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task TheServiceIsUsedThroughGeneratedCSharp()
    {
        Assert.SkipUnless((await RunAsync("csharp", "dotnet", "tool", "restore")).Code == 0, "NuGet is not in reach.");
        using var folder = new PictureFolder();
        var description = JsonNode.Parse(await File.ReadAllTextAsync(Description))!;
        // NSwag takes an answer for a file only where it is bytes in all its forms.
        description["paths"]!["/v1/fix"]!["post"]!["responses"]!["200"]!["content"]!.AsObject().Remove("multipart/form-data");
        await File.WriteAllTextAsync(folder["openapi.json"], description.ToJsonString());
        var (generated, told) = await RunAsync(
            "csharp", "dotnet", "nswag", "openapi2csclient", $"/Input:{folder["openapi.json"]}", "/Output:Api.cs", "/ClassName:UprightClient", "/Namespace:Generated",
            "/JsonLibrary:NewtonsoftJson", "/GenerateOptionalParameters:true", "/GenerateNullableReferenceTypes:true");
        Assert.True(generated == 0, told);
        // A caller's project knows nothing of this repository's settings.
        var (built, errors) = await RunAsync(
            "csharp", "dotnet", "build", "-c", "Release", "-v", "q", "-p:ImportDirectoryBuildProps=false", "-p:ImportDirectoryBuildTargets=false", "-p:ImportDirectoryPackagesProps=false");
        Assert.True(built == 0, errors);

        var (code, output) = await RunAsync("csharp", "dotnet", "bin/Release/net10.0/Client.dll", Address, folder.Draw("a.png"));

        Assert.True(code == 0, output);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal(
            ("Unsure", "90.000", "invalid-options", "application/zip"),
            (answer.GetProperty("decision").GetString(), answer.GetProperty("turned").GetString(), answer.GetProperty("code").GetString(), answer.GetProperty("zip").GetString()));
        Assert.InRange(answer.GetProperty("angle").GetDouble(), -180, 180);
        Assert.InRange(answer.GetProperty("size").GetInt32(), 100, int.MaxValue);
        Assert.Equal((2, 2), (answer.GetProperty("done").GetInt32(), answer.GetProperty("results").GetInt32()));
    }

    private static async Task<(int Code, string Output)> RunAsync(string client, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "clients", client),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }
}

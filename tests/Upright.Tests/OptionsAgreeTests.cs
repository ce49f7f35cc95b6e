using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Upright.Cli;
using Upright.Tests.Cli;

namespace Upright.Tests;

/// <summary>
/// The one table of options is the properties of <see cref="UprightOptions"/> and <see cref="FixOptions"/>: tool, service, ledger and
/// fleet have each of them, under the same name and with the same values, or stand here with the reason why not.
/// </summary>
public sealed partial class OptionsAgreeTests
{
    // What the tool does not ask for, and what it calls otherwise.
    private static readonly Dictionary<string, string?> NotInTheTool = new()
    {
        ["TextDeadBand"] = null, // --dead-band sets both
        ["ReadsWithImageMagick"] = null, // the user's own files
        ["ModelPath"] = "--model",
        ["Turn"] = null, // by eye: upright review
        ["PageTurns"] = null, // by eye: upright review
        ["InPlace"] = null, // fix alone: a fleet's inputs stay
    };

    private static readonly HashSet<string> NotInAQuery =
    [
        "TextDeadBand", // dead_band sets both
        "MaxPixels", "MaxFrames", "MaxPages", "MaxFileSize", "ReadsWithImageMagick", "Device", "GpuMemory", "Threads", "ModelPath", // the service's own settings
        "SameCamera", "Sidecars", "InPlace", // of files that lie beside each other
    ];

    // What changes no output, or is no setting of a run.
    private static readonly HashSet<string> NotInALedger = ["Device", "GpuMemory"];

    private static readonly PropertyInfo[] Table = [.. ((Type[])[typeof(UprightOptions), typeof(FixOptions)]).SelectMany(options => options.GetProperties(BindingFlags.Public | BindingFlags.Instance))];

    [Theory]
    [InlineData("fix")]
    [InlineData("enqueue")]
    public async Task TheToolHasThemAll(string command)
    {
        var help = (await ToolRun.Of(command, "--help")).Answers;
        var known = LongOption().Matches(help).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        string[] atWork = command == "enqueue" ? ["Device", "GpuMemory", "Threads", "SameCamera"] : []; // each worker's own; of pictures that one run sees together

        Assert.All(
            Table.Where(option => !atWork.Contains(option.Name)).Select(option => NotInTheTool.GetValueOrDefault(option.Name, $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(option.Name)}")).OfType<string>(),
            name => Assert.Contains(name, known));
    }

    [Fact]
    public void TheServiceHasThemAllAndNoOthers()
    {
        var operation = Description()["paths"]!["/v1/fix"]!["post"]!;
        var known = operation["parameters"]!.AsArray().Where(parameter => (string)parameter!["in"]! == "query").Select(parameter => (string)parameter!["name"]!);

        Assert.Equal(
            Table.Where(option => !NotInAQuery.Contains(option.Name)).Select(option => JsonNamingPolicy.SnakeCaseLower.ConvertName(option.Name)).Append("views").Order(StringComparer.Ordinal),
            known.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(typeof(AngleExpectation), "--expect")]
    [InlineData(typeof(Effort), "--effort")]
    [InlineData(typeof(Canvas), "--canvas")]
    [InlineData(typeof(TurnPart), "--only")]
    [InlineData(typeof(JpegEdge), "--edge")]
    [InlineData(typeof(PictureFormat), "--format")]
    public async Task TheirValuesAreTheSame(Type values, string option)
    {
        var help = (await ToolRun.Of("fix", "--help")).Answers;
        var told = Regex.Match(help, $"{option} <(?<values>[^>]+)>").Groups["values"].Value.Split('|').Order(StringComparer.Ordinal);

        Assert.Equal(told, Description()["components"]!["schemas"]![values.Name]!["enum"]!.AsArray().Select(value => (string)value!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void LedgerAndFleetHaveThemAll()
    {
        var ledger = new RunSettings(new UprightOptions { ModelPath = "m" }, new FixOptions { Turn = Angle.Zero, PageTurns = new Dictionary<int, Angle> { [1] = Angle.Zero }, Format = PictureFormat.Png, Quality = 90 }, WritesReports: false).ToJson();
        var known = ledger["decisions"]!.AsObject().Concat(ledger["writing"]!.AsObject()).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);

        Assert.All(Table.Where(option => !NotInALedger.Contains(option.Name)), option => Assert.Contains(JsonNamingPolicy.SnakeCaseLower.ConvertName(option.Name), known));
    }

    private static JsonNode Description() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs/openapi.json")))!;

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex LongOption();
}

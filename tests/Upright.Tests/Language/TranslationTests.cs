using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Upright.Tests.Cli;

namespace Upright.Tests.Language;

/// <summary>What people read is in English and in Chinese; what programs read is the same in both.</summary>
public sealed partial class TranslationTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public static TheoryData<string, string> Assemblies => new() { { "src/Upright", "Vocabulary/Words" }, { "src/Upright.Cli", "Words" } };

    public static TheoryData<string> Commands => ["", "detect", "fix", "undo", "watch", "report", "review", "enqueue", "work", "status", "collect", "doctor", "completion"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void BothLanguagesHaveTheSameTextsWithTheSamePlaceholders(string assembly, string file)
    {
        var (english, chinese) = (Texts(assembly, $"{file}.resx"), Texts(assembly, $"{file}.zh.resx"));

        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(text.Key, text.Value)); // English is the key
        Assert.All(chinese, text => Assert.Equal(Placeholders(text.Key), Placeholders(text.Value)));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void EveryTextOfTheCodeIsTranslated(string assembly, string file)
    {
        var known = Texts(assembly, $"{file}.resx").Keys.Concat(Texts("src/Upright", "Vocabulary/Words.resx").Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var said = SaidInCode.In(Path.Combine(Repository.Root, assembly));
        Assert.InRange(said.Count, 50, int.MaxValue);
        Assert.DoesNotContain(said, text => Letters().IsMatch(text) && !known.Contains(text));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task HelpIsInChineseThroughout(string command)
    {
        string[] asked = command.Length == 0 ? ["--help"] : [command, "--help"];
        var english = (await ToolRun.Of(asked)).Answers.Split('\n');
        var chinese = await ToolRun.Of([.. asked, "--language", "zh"]);

        Assert.Equal(0, chinese.ExitCode);
        Assert.Contains("用法", chinese.Answers, StringComparison.Ordinal);
        Assert.Contains("示例：", chinese.Answers, StringComparison.Ordinal);
        // A line of three English words is a sentence that was forgotten; the examples are commands.
        Assert.Empty(english.TakeWhile(line => !line.StartsWith("Examples:", StringComparison.Ordinal)).Where(line => Sentence().IsMatch(line)).Intersect(chinese.Answers.Split('\n')));
    }

    [Fact]
    public async Task ErrorsAreInTheReadersLanguageAndTheirCodesInNone()
    {
        File.WriteAllText(folder["notes.txt"], "no picture");

        var told = await ToolRun.Of("detect", folder["notes.txt"], "--language=zh");
        var wrong = await ToolRun.Of("detect", "a.jpg", "--threshold", "high", "--language", "zh");
        var english = await ToolRun.Of("detect", folder["notes.txt"], "--language", "en");

        Assert.EndsWith("notes.txt: not-a-picture: 这些字节不是已知格式的图片。 只看内容，不看文件扩展名。", told.Messages.TrimEnd(), StringComparison.Ordinal);
        Assert.StartsWith("upright: --threshold：“high”不是数字", wrong.Messages, StringComparison.Ordinal);
        Assert.Contains("The bytes are not a picture", english.Messages, StringComparison.Ordinal);
        Assert.Equal((english.ExitCode, 2), (told.ExitCode, wrong.ExitCode));
    }

    [Fact]
    public async Task WhatProgramsReadIsTheSame()
    {
        folder.Draw("in/a.png");
        var (csv, chinese) = (await ToolRun.Of("detect", folder["in"], "--csv"), await ToolRun.Of("detect", folder["in"], "--csv", "--language", "zh"));
        var json = JsonNode.Parse((await ToolRun.Of("detect", folder["in/a.png"], "--json", "--language", "zh")).Answers)!;
        var text = await ToolRun.Of("detect", folder["in/a.png"], "--threshold", "1", "--language", "zh");

        Assert.Equal(csv.Lines[0], chinese.Lines[0]);
        Assert.Equal(csv.Lines[1].Split(',')[1..4], chinese.Lines[1].Split(',')[1..4]);
        Assert.Contains((string)json["decision"]!, (string[])["turn", "leave", "unsure"]);
        Assert.StartsWith("Predicted angle: ", text.Lines[0], StringComparison.Ordinal);
        Assert.StartsWith("没有把握，可信度 ", text.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheReportIsInTheReadersLanguage()
    {
        folder.Draw("in/a.png");
        await ToolRun.Of("fix", folder["in"], "-o", folder["out"], "--threshold", "1");

        await ToolRun.Of("report", folder["out"], "--language", "zh");

        var html = File.ReadAllText(folder["out/report.html"]);
        Assert.Contains("<html lang=\"zh\">", html, StringComparison.Ordinal);
        Assert.Contains("<h1>1 张图片</h1>", html, StringComparison.Ordinal);
        Assert.Contains("没有把握：未作改动: 1", html, StringComparison.Ordinal);
        Assert.Empty(Sentence().Matches(Tags().Replace(html, "\n")).Select(match => match.Value));
    }

    [Theory]
    [InlineData("LANG=zh_CN.UTF-8 LC_ALL= LC_MESSAGES=", true)]
    [InlineData("LANG=en_US.UTF-8 LC_ALL=zh_CN.UTF-8", true)]
    [InlineData("LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8", false)]
    public async Task TheSurroundingsSayWhichLanguage(string surroundings, bool isChinese)
    {
        using var tool = ToolProcess.StartIn($"env {surroundings}", "detect", folder["missing.jpg"]);

        Assert.Contains(isChinese ? "没有这个文件。" : "There is no such file.", (await tool.EndAsync()).Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLibrarySpeaksTheLanguageOfItsCaller()
    {
        CultureInfo.CurrentUICulture = new CultureInfo("zh");
        using var upright = Uprighter.Create();

        var refused = await Assert.ThrowsAsync<UprightException>(() => upright.EstimateAsync(folder["missing.jpg"], TestContext.Current.CancellationToken));

        Assert.Equal("没有这个文件。 请检查路径；不应由 shell 展开的通配符请加引号。", refused.Message);
        Assert.Equal("There is no such file.", refused.Error.Summary);
    }

    private static Dictionary<string, string> Texts(string assembly, string file) => XDocument.Load(Path.Combine(Repository.Root, assembly, file)).Root!
        .Elements("data").ToDictionary(text => (string)text.Attribute("name")!, text => text.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letters();

    [GeneratedRegex("[a-z]{2,} [a-z]{2,} [a-z]{2,}")]
    private static partial Regex Sentence();

    [GeneratedRegex("<style>.*?</style>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();
}

using System.Text.RegularExpressions;

namespace Upright.Tests;

/// <summary>The two READMEs show the same commands, tables, figures and links.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string English = Read("README.md");
    private static readonly string Chinese = Read("README.zh-CN.md");

    [Fact]
    public void BothShowTheSameCommands() => Assert.Equal(All(CodeBlock(), English), All(CodeBlock(), Chinese));

    [Fact]
    public void BothNameTheSameOptionsAndFiles() => Assert.Equal(All(InlineCode(), English).Order(), All(InlineCode(), Chinese).Order());

    [Fact]
    public void BothHaveTheSameTablesAndFigures()
    {
        var english = Rows(English);
        var chinese = Rows(Chinese);
        Assert.Equal(english.Length, chinese.Length);
        Assert.All(english.Zip(chinese), pair => Assert.Equal(Figures(pair.First), Figures(pair.Second)));
    }

    [Fact]
    public void BothLinkToTheSamePagesExceptEachOther() => Assert.Equal(
        All(Link(), English).Where(link => !link.Contains("README.zh-CN", StringComparison.Ordinal)).Order(),
        All(Link(), Chinese).Where(link => link != "](README.md)").Order());

    [Fact]
    public void FilesThatTheyLinkToExist() => Assert.All(
        All(Link(), English).Select(link => link[2..^1].Split('#')[0]).Where(link => !link.StartsWith("http", StringComparison.Ordinal)),
        link => Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), link));

    private static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, name)).ReplaceLineEndings("\n");

    private static string[] All(Regex pattern, string text) => [.. pattern.Matches(text).Select(match => match.Value)];

    private static string[] Rows(string text) => [.. text.Split('\n').Where(line => line.StartsWith('|'))];

    /// <summary>The cells' count and numbers; large pixel counts are left out, as are words for a quarter turn, which the languages spell apart.</summary>
    private static string Figures(string row) =>
        $"{row.Count(character => character == '|')}: {string.Join(' ', All(Number(), row).Where(number => number is not ("20" or "2000" or "90")))}";

    [GeneratedRegex("^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("(?<!`)`[^`\n]+`(?!`)")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\([^)\s]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}

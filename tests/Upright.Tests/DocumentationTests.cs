using System.Reflection;
using System.Text.RegularExpressions;
using Upright.Tests.Cli;

namespace Upright.Tests;

/// <summary>What the documents point at is there, and every option is in them.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>The documents for readers, from the repository's root on.</summary>
    public static TheoryData<string> Documents { get; } = [.. new[] { "." , "docs", "training", "bench", "evaluation", "packaging" }
        .Select(folder => Path.Combine(Repository.Root, folder))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", folder == Path.Combine(Repository.Root, ".") ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => path != "CHANGELOG.md") // it tells of files that have gone since
        .Order()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void PathsThatItNamesExist(string document) => Assert.All(
        PathInCode().Matches(Text(document)).Select(match => match.Groups["path"].Value),
        path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"{document} names {path}"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void LinksWithinTheRepositoryLeadSomewhere(string document) => Assert.All(
        Link().Matches(Text(document)).Select(match => match.Groups["target"].Value).Where(target => !Address().IsMatch(target)),
        target =>
        {
            var parts = target.Split('#');
            var path = parts[0].Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, parts[0]);
            var full = Path.Combine(Repository.Root, path);
            Assert.True(Path.Exists(full), $"{document} links to {target}");
            Assert.True(parts.Length == 1 || Anchors(File.ReadAllText(full)).Contains(parts[1]), $"{document} links to {target}, a heading that is not there");
        });

    [Theory]
    [InlineData("README.md", 120)]
    [InlineData("README.zh-CN.md", 120)]
    [InlineData("docs", 150)]
    [InlineData("bench", 150)]
    [InlineData("evaluation", 150)]
    [InlineData("packaging", 150)]
    public void NoPageIsTooLongToRead(string place, int lines)
    {
        var path = Path.Combine(Repository.Root, place);
        var pages = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.md", SearchOption.AllDirectories).Where(page => !page.Contains("notebook", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.True(File.ReadAllLines(page).Length <= lines, $"{page} has more than {lines} lines"));
    }

    [Theory]
    [InlineData(typeof(UprightOptions))]
    [InlineData(typeof(FixOptions))]
    public void EveryOptionOfTheLibraryIsDescribed(Type options) => Assert.All(
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"`{property.Name}`"),
        name => Assert.Contains(name, Text("docs/library.md"), StringComparison.Ordinal));

    [Theory]
    [InlineData("detect", "docs/cli.md")]
    [InlineData("fix", "docs/cli.md")]
    [InlineData("undo", "docs/cli.md")]
    [InlineData("doctor", "docs/cli.md")]
    [InlineData("report", "docs/review.md")]
    [InlineData("review", "docs/review.md")]
    [InlineData("enqueue", "docs/fleet.md")]
    [InlineData("work", "docs/fleet.md")]
    [InlineData("status", "docs/fleet.md")]
    [InlineData("collect", "docs/fleet.md")]
    public async Task EveryOptionOfTheToolIsDescribed(string command, string document)
    {
        var help = (await ToolRun.Of(command, "--help")).Answers;
        var described = Text(document) + Text("docs/cli.md");

        Assert.All(
            LongOption().Matches(help).Select(match => match.Groups["name"].Value).Where(name => name is not ("--help" or "--version")).Distinct(),
            name => Assert.Matches($"{Regex.Escape(name)}(?![a-z-])", described));
    }

    private static string Text(string document) => File.ReadAllText(Path.Combine(Repository.Root, document));

    // As GitHub makes them: lower case, spaces as hyphens, no other signs.
    private static IEnumerable<string> Anchors(string page) => Heading().Matches(page)
        .Select(match => NoAnchor().Replace(match.Groups["words"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"`(?<path>(src|docs|training|evaluation|tests|models|bench|samples|packaging|deploy)/[A-Za-z0-9_.\-/]+?)/?`")]
    private static partial Regex PathInCode();

    [GeneratedRegex("^  (-[a-zA-Z0-9], )?(?<name>--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex LongOption();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Address();

    [GeneratedRegex("^#+ (?<words>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} \-_]")]
    private static partial Regex NoAnchor();
}

using System.Text.RegularExpressions;
using Upright.Tests;

namespace Upright.Server.Tests;

/// <summary>The page that problems lead to.</summary>
internal static partial class ErrorPage
{
    public static string[] Headings { get; } =
        [.. Heading().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"))).Select(match => match.Groups[1].Value)];

    /// <summary>The HTTP status that the page tells, by code.</summary>
    public static Dictionary<string, int> Statuses { get; } =
        Status().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"))).ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value));

    [GeneratedRegex("^##+ `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^##+ `([^`]+)`\s+(?:Exit code \d+, )?HTTP status (\d+)\.", RegexOptions.Multiline)]
    private static partial Regex Status();
}

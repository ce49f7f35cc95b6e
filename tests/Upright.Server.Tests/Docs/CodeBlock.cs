using System.Text.RegularExpressions;
using Upright.Tests;

namespace Upright.Server.Tests.Docs;

/// <summary>A block of code in a document.</summary>
/// <param name="Document">The document, from the repository's root.</param>
/// <param name="Line">The block's first line in it, from 1.</param>
/// <param name="Language">What stands after the fence: sh for commands, console for commands with what they answer, csharp, or nothing for what is only shown.</param>
/// <param name="Text">What is in it.</param>
internal sealed partial record CodeBlock(string Document, int Line, string Language, string Text)
{
    /// <summary>The documents that users read.</summary>
    public static IEnumerable<string> Documents => Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}")
        .Concat(["README.md", "README.zh-CN.md", "packaging/README.md"]).Order(StringComparer.Ordinal);

    /// <summary>The blocks of a document, in order.</summary>
    public static IEnumerable<CodeBlock> In(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document)).ReplaceLineEndings("\n");
        return Fenced().Matches(text).Select(match => new CodeBlock(document, 2 + text.AsSpan(0, match.Index).Count('\n'), match.Groups[1].Value, match.Groups[2].Value));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Document}:{Line}";

    [GeneratedRegex("^```([a-z]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}

using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Upright.Tests.Language;

/// <summary>The texts for people that the code of an assembly has, as keys of their translations.</summary>
internal static partial class SaidInCode
{
    // Which argument of a call is a text; the rest of what these take is code.
    private static readonly Dictionary<string, int> Speaking = new()
    {
        ["Words.Of"] = 0, ["Invalid"] = 0, ["check.Require"] = 3, ["UprightException"] = 1, ["UprightError"] = 3, ["JpegDamageException"] = 0, ["ReaderEndedException"] = 0,
    };

    /// <summary>The texts of a folder of source code.</summary>
    public static ISet<string> In(string folder)
    {
        HashSet<string> said = [];
        foreach (var file in Files(folder, "*.cs"))
        {
            var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot();
            foreach (var node in root.DescendantNodes())
            {
                var (name, arguments) = node switch
                {
                    InvocationExpressionSyntax call => (call.Expression.ToString(), call.ArgumentList),
                    ObjectCreationExpressionSyntax { ArgumentList: { } list } made => (made.Type.ToString(), list),
                    ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "UprightError" } } }, ..] } made => ("UprightException", made.ArgumentList),
                    ImplicitObjectCreationExpressionSyntax made when Path.GetFileName(file) == "UprightError.cs" => ("UprightError", made.ArgumentList),
                    _ => ("", null),
                };
                if (arguments is not null && Speaking.TryGetValue(name, out var first))
                {
                    // The catalogue's entries have two: what happened, and what helps.
                    said.UnionWith(arguments.Arguments.Skip(first).Take(name == "UprightError" ? 2 : 1).Where(argument => argument.NameColon is null).SelectMany(argument => Texts(argument.Expression)));
                }
            }
        }

        foreach (var page in Files(folder, "review.*"))
        {
            said.UnionWith(OfPage().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value));
        }

        return said;
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Texts(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => [literal.Token.ValueText],
        InterpolatedStringExpressionSyntax interpolated => [Format(interpolated)],
        ParenthesizedExpressionSyntax inner => Texts(inner.Expression),
        ConditionalExpressionSyntax either => Texts(either.WhenTrue).Concat(Texts(either.WhenFalse)),
        SwitchExpressionSyntax choice => choice.Arms.SelectMany(arm => Texts(arm.Expression)),
        _ => [],
    };

    private static string Format(InterpolatedStringExpressionSyntax text)
    {
        var holes = 0;
        return string.Concat(text.Contents.Select(part => part switch
        {
            InterpolationSyntax hole => $"{{{holes++}{hole.FormatClause}}}",
            InterpolatedStringTextSyntax literal => literal.TextToken.ValueText,
            _ => "",
        }));
    }

    [GeneratedRegex(@"\[\[(.+?)\]\]")]
    private static partial Regex OfPage();
}

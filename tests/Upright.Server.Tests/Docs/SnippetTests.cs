using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Upright.Server.Tests.Docs;

/// <summary>The C# of the documents compiles, against the library as it is.</summary>
public sealed partial class SnippetTests
{
    // What the SDK imports by itself, and what a reader has at hand where a snippet begins.
    private const string Surroundings =
        """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.DependencyInjection; using Upright;
        static class Snippet
        {
            private static readonly Uprighter upright = null!;
            private static readonly WebApplicationBuilder builder = null!;
            private static readonly SixLabors.ImageSharp.Image<SixLabors.ImageSharp.PixelFormats.Rgb24> image = null!;
            private static readonly SkiaSharp.SKBitmap bitmap = null!;
            public static async Task RunAsync()
            {
                await Task.CompletedTask;
        #line 1
        {0}
            }
        }
        """;

    public static TheoryData<string> Documents => [.. CodeBlock.Documents.Where(document => CodeBlock.In(document).Any(IsCSharp))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EverySnippetCompiles(string document)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)).ToList();
        Assert.All(CodeBlock.In(document).Where(IsCSharp), block =>
        {
            var imports = string.Concat(Import().Matches(block.Text).Select(match => match.Value));
            var source = imports + Surroundings.Replace("{0}", Import().Replace(block.Text, ""), StringComparison.Ordinal);
            var compilation = CSharpCompilation.Create("Snippet", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            var errors = compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString());
            Assert.True(!errors.Any(), $"{block}: {string.Join("\n", errors)}");
        });
    }

    private static bool IsCSharp(CodeBlock block) => block.Language == "csharp";

    [GeneratedRegex("^using [A-Za-z.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Import();
}

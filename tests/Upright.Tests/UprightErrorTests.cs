using System.Text.RegularExpressions;

namespace Upright.Tests;

public sealed partial class UprightErrorTests
{
    [Fact]
    public void CatalogueHoldsEveryEntryOnce()
    {
        Assert.Equal(26, UprightError.Catalogue.Count);
        Assert.Distinct(UprightError.Catalogue.Select(error => error.Code));
        Assert.Distinct(UprightError.Catalogue.Select(error => error.ExitCode));
    }

    [Fact]
    public void EntriesHaveUsableFaces()
    {
        foreach (var error in UprightError.Catalogue)
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", error.Code);
            Assert.InRange(error.ExitCode, 10, 125); // 126 and above belong to the shell
            Assert.InRange(error.HttpStatus, 400, 599);
            Assert.EndsWith(".", error.Summary, StringComparison.Ordinal);
            Assert.EndsWith(".", error.Advice, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryEntryHasAHeadingWithItsFacesInTheDocs()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "errors.md"));
        var documented = Heading().Matches(page).Select(match => (match.Groups["code"].Value, int.Parse(match.Groups["exit"].Value), int.Parse(match.Groups["status"].Value)));
        Assert.Equal(UprightError.Catalogue.Select(error => (error.Code, error.ExitCode, error.HttpStatus)), documented);
    }

    [Fact]
    public void MessageSaysWhatHappenedInDetailAndWhatHelps()
    {
        var exception = new UprightException(UprightError.TooManyPixels, "It has 9, the limit is 4.");
        Assert.Equal("The picture has more pixels than the limit. It has 9, the limit is 4. Raise --max-pixels if you trust it.", exception.Message);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Upright.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Upright.slnx is in no folder above.");
    }

    [GeneratedRegex(@"^## `(?<code>[^`]+)`\s+Exit code (?<exit>\d+), HTTP status (?<status>\d+)\.", RegexOptions.Multiline)]
    private static partial Regex Heading();
}

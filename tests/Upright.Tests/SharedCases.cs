namespace Upright.Tests;

/// <summary>Small files beside the repository that were handled wrongly once; they are others' and not committed.</summary>
internal static class SharedCases
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "cases"));

    /// <summary>The files; skips the test, also where nothing may be missing, where they are not there.</summary>
    public static IReadOnlyList<string> Paths()
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"{Folder} is not here.");
        return [.. Directory.GetFiles(Folder).Where(path => !path.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}

using Microsoft.Extensions.FileSystemGlobbing;

namespace Upright.Cli;

/// <summary>Finds the pictures that the arguments mean.</summary>
internal static class InputPictures
{
    /// <summary>The name for standard input and output.</summary>
    public const string Stream = "-";

    /// <summary>Every picture, in order; a path that means none comes through, so that its error is a row.</summary>
    /// <param name="arguments">Files, folders, patterns.</param>
    /// <param name="withRaw">Whether cameras' raw files in folders are among them: they are judged, and turned by sidecars alone.</param>
    public static IReadOnlyList<InputPicture> Expand(IEnumerable<string> arguments, bool withRaw = true) => [.. arguments.SelectMany(argument => Expand(argument, withRaw))];

    /// <summary>The files in the folders among the arguments that are neither pictures nor PDFs by their names, in order.</summary>
    public static IReadOnlyList<InputPicture> Others(IEnumerable<string> arguments, bool withRaw = true) =>
        [.. arguments.Where(argument => argument != Stream && !File.Exists(argument) && Directory.Exists(argument)).SelectMany(folder => In(folder, path => !IsWanted(path, withRaw)))];

    /// <summary>Whether a name's ending promises a PDF.</summary>
    public static bool IsPdf(string path) => Path.GetExtension(path).Equals(".pdf", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<InputPicture> Expand(string argument, bool withRaw) =>
        argument == Stream || File.Exists(argument) ? [new InputPicture(argument, Path.GetFileName(argument), IsNamed: true)]
        : Directory.Exists(argument) ? In(argument, path => IsWanted(path, withRaw))
        : argument.AsSpan().ContainsAny("*?") ? Matching(argument)
        : [new InputPicture(argument, Path.GetFileName(argument))];

    private static bool IsWanted(string path, bool withRaw) =>
        PictureFormats.FromFileName(path) is { } format ? withRaw || format != PictureFormat.Raw : IsPdf(path);

    private static IEnumerable<InputPicture> In(string folder, Func<string, bool> isWanted) => FolderWalk.Files(folder)
        .Where(isWanted)
        .Order(StringComparer.Ordinal)
        .Select(path => new InputPicture(path, Path.GetRelativePath(folder, path)));

    private static IEnumerable<InputPicture> Matching(string glob)
    {
        var parts = glob.Replace('\\', '/').Split('/');
        var fixedParts = parts.TakeWhile(part => !part.AsSpan().ContainsAny("*?")).ToArray();
        var root = fixedParts is [""] ? "/" : string.Join('/', fixedParts);
        var folder = root.Length == 0 ? "." : root;
        var pattern = parts[fixedParts.Length..];
        Matcher matcher = new();
        matcher.AddInclude(string.Join('/', pattern));
        List<string> found = Directory.Exists(folder)
            ? [.. FolderWalk.Files(folder, pattern.Contains("**") ? int.MaxValue : pattern.Length - 1).Select(path => Path.GetRelativePath(folder, path)).Where(below => matcher.Match(below).HasMatches).Order(StringComparer.Ordinal)]
            : [];
        return found.Count == 0
            ? [new InputPicture(glob, Path.GetFileName(glob))]
            : found.Select(below => new InputPicture(Path.Combine(root, below), below));
    }
}

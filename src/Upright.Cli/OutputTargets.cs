namespace Upright.Cli;

/// <summary>Where every output goes, decided before anything is written.</summary>
/// <param name="Pictures">What to do.</param>
/// <param name="Paths">The target of each picture, in their order.</param>
/// <param name="Substitutes">Where each goes if it must be encoded and its format is not written, beside its target; null where it is.</param>
/// <param name="LedgerFolder">The folder that many pictures go to, or in which they are replaced; null when there is one picture or no folder.</param>
/// <param name="Others">Files in the folders that are neither pictures nor PDFs by their names.</param>
internal sealed record OutputTargets(IReadOnlyList<InputPicture> Pictures, IReadOnlyList<string> Paths, IReadOnlyList<string?> Substitutes, string? LedgerFolder, IReadOnlyList<InputPicture> Others)
{
    /// <summary>Decides.</summary>
    /// <exception cref="UprightException">The options contradict each other, or two pictures would go to one file.</exception>
    public static OutputTargets For(
        IReadOnlyList<InputPicture> pictures, IReadOnlyList<string> arguments, string? output, bool inPlace, PictureFormat? format, bool report, bool withRaw)
    {
        if (output is "")
        {
            throw Invalid("--output: an empty name is no place.");
        }

        if (inPlace && output is not null)
        {
            throw Invalid("--in-place replaces the inputs and --output names another place; give one of them.");
        }

        if (pictures.Any(picture => picture.IsStream) && (output is null || inPlace))
        {
            throw Invalid("A picture from standard input needs --output, a file or -.");
        }

        var areMany = pictures.Count != 1 || arguments.Any(Directory.Exists);
        var isFolder = output is not null && output != InputPictures.Stream
            && (areMany || Directory.Exists(output) || Path.EndsInDirectorySeparator(output));
        if (output == InputPictures.Stream && (pictures.Count != 1 || report))
        {
            throw Invalid("Standard output takes one picture, and no report files.");
        }

        var others = InputPictures.Others(arguments, withRaw).Where(file => Path.GetFileName(file.Path) != Ledger.FileName);
        if (isFolder)
        {
            pictures = [.. pictures.Where(picture => picture.IsStream || picture.IsNamed || !IsBelow(output!, picture.Path))];
            others = others.Where(file => !IsBelow(output!, file.Path));
        }

        List<string> targets = [.. pictures.Select(picture =>
            inPlace ? picture.Path
            : output is null ? Path.ChangeExtension(picture.Path, ".upright" + (Ending(picture, format) ?? Path.GetExtension(picture.Path)))
            : !isFolder ? output
            : Path.Combine(output, BelowFolder(picture, format)))];
        RefuseClashes(targets);
        if (report)
        {
            RefuseReportClashes(targets);
        }

        var ledger = isFolder && areMany ? output : inPlace && arguments is [var only] && Directory.Exists(only) ? only : null;
        return new OutputTargets(pictures, targets, SubstitutesFor(targets), ledger, [.. others]);
    }

    /// <summary>Where a picture goes below an output folder.</summary>
    public static string BelowFolder(InputPicture picture, PictureFormat? format) =>
        Ending(picture, format) is { } ending ? Path.ChangeExtension(picture.Below, ending) : picture.Below;

    /// <exception cref="UprightException">Two pictures would go to one file.</exception>
    public static void RefuseClashes(IEnumerable<string> targets)
    {
        if (targets.GroupBy(Place).FirstOrDefault(group => group.Count() > 1) is { } clash)
        {
            throw Invalid($"{clash.Count()} pictures would be written to '{clash.First()}'.");
        }
    }

    // An empty name has no place; that there is no such file is told when it is its turn.
    private static string Place(string target) => target.Length == 0 ? "" : Path.GetFullPath(target);

    /// <summary>Where each goes if it must be encoded and its format is not written: its name with the other ending, behind its own ending where another picture has that name.</summary>
    public static IReadOnlyList<string?> SubstitutesFor(IReadOnlyList<string> targets)
    {
        var taken = targets.Select(Place).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. targets.Select(target =>
        {
            if (PictureFormats.FromFileName(target) is not { } promised || promised.WrittenAs() == promised)
            {
                return null;
            }

            var ending = promised.WrittenAs().Extension();
            var substitute = Path.ChangeExtension(target, ending);
            return taken.Add(Place(substitute)) ? substitute : target + ending;
        })];
    }

    // Outputs that differ by their ending alone would write their reports one over the other.
    private static void RefuseReportClashes(IEnumerable<string> targets)
    {
        if (targets.GroupBy(target => ReportFiles.Beside(Path.GetFullPath(target)).Fields).FirstOrDefault(group => group.Count() > 1) is { } clash)
        {
            throw Invalid($"'{clash.First()}' and '{clash.Last()}' would write one report, '{clash.Key}'. Leave --report out, or rename one.");
        }
    }

    // Null where the name stays: by the format, or because a PDF's pages stay in one.
    private static string? Ending(InputPicture picture, PictureFormat? format) =>
        format == PictureFormats.FromFileName(picture.Below) || InputPictures.IsPdf(picture.Below) ? null : format?.Extension();

    /// <summary>Whether a path lies in a folder: what an earlier run wrote is not to be turned again, when the output folder lies in the input folder.</summary>
    public static bool IsBelow(string folder, string path) =>
        Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static UprightException Invalid(string detail) => new(UprightError.InvalidOptions, detail);

    private static UprightException Invalid(Sentence detail) => new(UprightError.InvalidOptions, detail);
}

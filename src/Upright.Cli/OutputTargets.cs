namespace Upright.Cli;

/// <summary>Decides where every output goes, before anything is written.</summary>
internal static class OutputTargets
{
    /// <summary>The target of each picture, in their order.</summary>
    /// <exception cref="UprightException">The options contradict each other, or two pictures would go to one file.</exception>
    public static IReadOnlyList<string> For(
        IReadOnlyList<InputPicture> pictures, IReadOnlyList<string> arguments, string? output, bool inPlace, PictureFormat? format, bool report)
    {
        if (inPlace && output is not null)
        {
            throw Invalid("--in-place replaces the inputs and --output names another place; give one of them.");
        }

        if (pictures.Any(picture => picture.IsStream) && (output is null || inPlace))
        {
            throw Invalid("A picture from standard input needs --output, a file or -.");
        }

        var isFolder = output is not null && output != InputPictures.Stream
            && (pictures.Count != 1 || arguments.Any(Directory.Exists) || Directory.Exists(output) || Path.EndsInDirectorySeparator(output));
        if (output == InputPictures.Stream && (pictures.Count != 1 || report))
        {
            throw Invalid("Standard output takes one picture, and no report files.");
        }

        var ending = format?.Extension();
        var targets = pictures.Select(picture =>
            inPlace ? picture.Path
            : output is null ? Path.ChangeExtension(picture.Path, ".upright" + (ending ?? Path.GetExtension(picture.Path)))
            : !isFolder ? output
            : Path.Combine(output, ending is null || PictureFormats.FromFileName(picture.Below) == format ? picture.Below : Path.ChangeExtension(picture.Below, ending))).ToList();
        var clash = targets.GroupBy(Path.GetFullPath).FirstOrDefault(group => group.Count() > 1);
        return clash is null ? targets : throw Invalid($"{clash.Count()} pictures would be written to '{clash.First()}'.");
    }

    private static UprightException Invalid(string detail) => new(UprightError.InvalidOptions, detail);
}

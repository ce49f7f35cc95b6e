using System.CommandLine;

namespace Upright.Cli;

/// <summary>`upright fix`: writes upright pictures.</summary>
internal static class FixCommand
{
    public const string Examples =
        """
        upright fix photo.jpg -o upright.jpg --report
        upright fix scans/ -o straight/ --csv > angles.csv
        upright fix *.jpg --in-place --threshold 0.99
        upright fix album/ --in-place --keep-originals originals/
        upright fix scan.pdf -o straight.pdf --report
        upright fix product.png -o product.webp --canvas inner
        cat photo.jpg | upright fix - -o - > upright.jpg
        """;

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        Option<string?> output = new("--output", "-o") { Description = "A file, a folder for several pictures, or - for standard output. Without it: NAME.upright.ENDING beside the input." };
        Option<bool> inPlace = new("--in-place") { Description = "Replace the inputs; each original is kept until its new file is complete." };
        Option<bool> sameCamera = new("--same-camera") { Description = "The pictures, or the pages of a document, are turned alike, as by a scanner's feeder: the sure ones decide for the others where they agree." };
        Option<bool> report = new("--report") { Description = "Write NAME_angle.txt and NAME_meta.json beside each output." };
        Option<bool> copyOthers = new("--copy-others") { Description = "Also copy the files of a folder that are no pictures into the output folder." };
        Option<string?> keepOriginals = new("--keep-originals") { Description = "With --in-place: copies of what is replaced go there, for `upright undo`.", HelpName = "folder" };
        Option<bool> dryRun = new("--dry-run") { Description = "Write nothing; tell what would be turned." };
        WritingOptions writing = new();
        Command command = new("fix", "Writes upright pictures. What is upright already, or not sure, is copied byte for byte.")
        {
            output, inPlace, keepOriginals, copyOthers, dryRun, sameCamera, report,
        };
        writing.AddTo(command);
        shared.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var paths = shared.Paths(parsed, streams);
            var isInPlace = parsed.GetValue(inPlace);
            var targets = OutputTargets.For(
                InputPictures.Expand(paths, writing.TagOnly(parsed)), paths, parsed.GetValue(output), isInPlace, writing.Format(parsed), parsed.GetValue(report), writing.TagOnly(parsed));
            var copies = parsed.GetValue(copyOthers);
            if (copies)
            {
                RequireRoomForOthers(targets, isInPlace);
            }

            var originals = parsed.GetValue(keepOriginals) is { } kept ? Originals(kept, isInPlace, paths) : null;
            var answers = targets.Paths.Contains(InputPictures.Stream) ? streams.Messages : streams.Answers;
            var results = shared.Results(
                parsed, streams, answers, targets.Pictures.Count, folder: targets.LedgerFolder, leftOut: copies ? "" : LeftOutFiles.Told(targets.Others));
            var options = writing.ToFixOptions(parsed) with { InPlace = isInPlace, SameCamera = parsed.GetValue(sameCamera) };
            return FixRun.DoAsync(
                shared.ToUprightOptions(parsed),
                options,
                targets,
                parsed.GetValue(report),
                parsed.GetValue(sameCamera),
                new FixRun.Extras(parsed.GetValue(dryRun), copies, originals),
                shared.Jobs(parsed),
                results,
                streams,
                cancellationToken);
        });
        return command;
    }

    private static void RequireRoomForOthers(OutputTargets targets, bool inPlace)
    {
        if (targets.LedgerFolder is not { } folder || inPlace)
        {
            throw new UprightException(UprightError.InvalidOptions, "--copy-others needs a folder as input and another as --output.");
        }

        OutputTargets.RefuseClashes([.. targets.Paths, .. targets.Others.Select(file => Path.Combine(folder, file.Below))]);
    }

    private static KeptOriginals Originals(string folder, bool inPlace, IReadOnlyList<string> paths)
    {
        if (!inPlace)
        {
            throw new UprightException(UprightError.InvalidOptions, "--keep-originals is for --in-place; without it the originals stay where they are.");
        }

        return paths.Any(path => Directory.Exists(path) && OutputTargets.IsBelow(path, Path.Combine(folder, "original")))
            ? throw new UprightException(UprightError.InvalidOptions, $"--keep-originals: '{folder}' lies in the folder that is turned; give one outside.")
            : new KeptOriginals(folder);
    }
}

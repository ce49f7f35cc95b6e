using System.CommandLine;

namespace Upright.Cli;

/// <summary>`upright fix`: writes upright pictures.</summary>
internal static class FixCommand
{
    public const string Examples =
        """
        upright fix photo.jpg -o upright.jpg --report
        upright fix scans/ -o straight/ --csv > angles.csv
        upright fix *.jpg --in-place --threshold 0.95
        upright fix scan.pdf -o straight.pdf --report
        upright fix product.png -o product.webp --canvas inner
        cat photo.jpg | upright fix - -o - > upright.jpg
        """;

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        Option<string?> output = new("--output", "-o") { Description = "A file, a folder for several pictures, or - for standard output. Without it: NAME.upright.ENDING beside the input." };
        Option<bool> inPlace = new("--in-place") { Description = "Replace the inputs; each original is kept until its new file is complete." };
        Option<bool> sameCamera = new("--same-camera") { Description = "The pictures are turned alike, as by a scanner's feeder: the sure ones decide for the others where they agree." };
        Option<bool> report = new("--report") { Description = "Write NAME_angle.txt and NAME_meta.json beside each output." };
        WritingOptions writing = new();
        Command command = new("fix", "Writes upright pictures. What is upright already, or not sure, is copied byte for byte.")
        {
            output, inPlace, sameCamera, report,
        };
        writing.AddTo(command);
        shared.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var targets = OutputTargets.For(
                InputPictures.Expand(shared.Paths(parsed)), shared.Paths(parsed), parsed.GetValue(output), parsed.GetValue(inPlace), writing.Format(parsed), parsed.GetValue(report));
            var answers = targets.Paths.Contains(InputPictures.Stream) ? streams.Messages : streams.Answers;
            var results = shared.Results(parsed, streams, answers, targets.Pictures.Count);
            var options = writing.ToFixOptions(parsed) with { InPlace = parsed.GetValue(inPlace) };
            return FixRun.DoAsync(shared.ToUprightOptions(parsed), options, targets, parsed.GetValue(report), parsed.GetValue(sameCamera), shared.Jobs(parsed), results, streams, cancellationToken);
        });
        return command;
    }
}

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

    private static readonly string[] Formats = [.. Enum.GetNames<PictureFormat>().Select(name => name.ToLowerInvariant())];

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        Option<string?> output = new("--output", "-o") { Description = "A file, a folder for several pictures, or - for standard output. Without it: NAME.upright.ENDING beside the input." };
        Option<bool> inPlace = new("--in-place") { Description = "Replace the inputs; each original is kept until its new file is complete." };
        Option<bool> report = new("--report") { Description = "Write NAME_angle.txt and NAME_meta.json beside each output." };
        Option<Canvas> canvas = new("--canvas") { HelpName = "grow|inner|same", Description = "grow cuts nothing off, inner has no corners to fill, same keeps the size.", DefaultValueFactory = _ => Canvas.Grow };
        Option<Fill> fill = new("--fill")
        {
            Description = "What fills the corners: auto, white, black, edge, transparent or #rrggbb.",
            HelpName = "fill",
            DefaultValueFactory = _ => Fill.Auto,
            CustomParser = result =>
            {
                if (!Fill.TryParse(result.Tokens[0].Value, out var chosen))
                {
                    result.AddError($"--fill: '{result.Tokens[0].Value}' is none of auto, white, black, edge, transparent, #rrggbb.");
                }

                return chosen;
            },
        };
        Option<TurnPart> only = new("--only") { HelpName = "whole|quarter|residual", Description = "quarter resamples nothing; residual puts nothing on its side or head.", DefaultValueFactory = _ => TurnPart.Whole };
        Option<PictureFormat?> format = new("--format") { Description = $"{string.Join(", ", Formats)}; otherwise by the output's ending or as the input.", HelpName = "format" };
        format.CompletionSources.Add(Formats);
        Option<int?> quality = new("--quality") { Description = "1 to 100, for formats with loss; otherwise as the input." };
        Option<JpegEdge> edge = new("--edge")
        {
            HelpName = "reencode|keep|trim",
            Description = "For JPEGs whose edge stands in the way of a quarter turn without loss: encode again, keep all and set the EXIF orientation, or cut up to 15 pixels.",
            DefaultValueFactory = _ => JpegEdge.Reencode,
        };
        Option<bool> changeSigned = new("--change-signed") { Description = "Turn pages of signed PDFs too, which breaks their signatures." };
        Command command = new("fix", "Writes upright pictures. What is upright already, or not sure, is copied byte for byte.")
        {
            output, inPlace, report, canvas, fill, only, edge, format, quality, changeSigned,
        };
        shared.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var targets = OutputTargets.For(
                InputPictures.Expand(shared.Paths(parsed)), shared.Paths(parsed), parsed.GetValue(output), parsed.GetValue(inPlace), parsed.GetValue(format), parsed.GetValue(report));
            var answers = targets.Paths.Contains(InputPictures.Stream) ? streams.Messages : streams.Answers;
            var results = shared.Results(parsed, streams, answers, targets.Pictures.Count);
            FixOptions options = new()
            {
                Canvas = parsed.GetValue(canvas),
                Fill = parsed.GetValue(fill),
                Only = parsed.GetValue(only),
                Edge = parsed.GetValue(edge),
                Format = parsed.GetValue(format),
                Quality = parsed.GetValue(quality),
                ChangeSigned = parsed.GetValue(changeSigned),
                InPlace = parsed.GetValue(inPlace),
            };
            return FixRun.DoAsync(shared.ToUprightOptions(parsed), options, targets, parsed.GetValue(report), shared.Jobs(parsed), results, streams, cancellationToken);
        });
        return command;
    }
}

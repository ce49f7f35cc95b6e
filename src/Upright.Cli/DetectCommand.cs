using System.CommandLine;

namespace Upright.Cli;

/// <summary>`upright detect`: answers and changes nothing.</summary>
internal static class DetectCommand
{
    public const string Examples =
        """
        upright detect photo.jpg
        upright detect scans/ --csv > angles.csv
        upright detect 'scans/**/*.png' --json
        find scans -name '*.jpg' -print0 | upright detect --list - -0 --csv
        curl -s https://example.org/photo.jpg | upright detect -
        """;

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        Command command = new("detect", "Says by how many degrees pictures must be turned clockwise to stand upright. Changes nothing.");
        shared.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var paths = shared.Paths(parsed, streams);
            var pictures = InputPictures.Expand(paths);
            var results = shared.Results(parsed, streams, streams.Answers, pictures.Count, leftOut: LeftOutFiles.Told(InputPictures.Others(paths)));
            using var upright = PictureRun.BeginLoading(shared.ToUprightOptions(parsed), shared.Jobs(parsed), pictures.Count);
            return await PictureRun.DoAsync(
                pictures, shared.Jobs(parsed), results, (index, stop) => PictureEstimator.EstimateAsync(upright, pictures[index], streams.Input, stop), (_, _) => { }, cancellationToken);
        });
        return command;
    }
}

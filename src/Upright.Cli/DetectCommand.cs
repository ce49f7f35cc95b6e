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
        curl -s https://example.org/photo.jpg | upright detect -
        """;

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        Command command = new("detect", "Says by how many degrees pictures must be turned clockwise to stand upright. Changes nothing.");
        shared.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var pictures = InputPictures.Expand(shared.Paths(parsed));
            var results = shared.Results(parsed, streams, streams.Answers, pictures.Count == 1);
            return PictureRun.DoAsync(shared.ToUprightOptions(parsed), pictures, results, Detect, cancellationToken);

            async Task<PictureResult> Detect(Uprighter upright, InputPicture picture)
            {
                var estimate = picture.IsStream
                    ? await upright.EstimateAsync(streams.Input, cancellationToken)
                    : await upright.EstimateAsync(picture.Path, cancellationToken);
                return new PictureResult(picture.Path, estimate, null, null, null, default);
            }
        });
        return command;
    }
}

using System.CommandLine;
using Upright.Pages;

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
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var pictures = InputPictures.Expand(shared.Paths(parsed));
            var results = shared.Results(parsed, streams, streams.Answers, pictures.Count);
            var decisions = shared.ToUprightOptions(parsed);
            using var upright = PictureRun.BeginLoading(decisions, shared.Jobs(parsed), pictures.Count);
            return await PictureRun.DoAsync(pictures, shared.Jobs(parsed), results, DetectAsync, (_, _) => { }, cancellationToken);

            async Task<PictureResult> DetectAsync(int index, CancellationToken stop)
            {
                var picture = pictures[index];
                using var input = await StandardInput.ReadAsync(picture, streams.Input, decisions.MaxFileSize, stop);
                if (StandardInput.IsDocument(picture, input))
                {
                    var documents = new DocumentUprighter(upright);
                    var pages = input is null ? documents.EstimateAsync(picture.Path, stop) : documents.EstimateAsync(input, stop);
                    // The maps of text lines are large, and a document may have thousands of pages.
                    return new PictureResult(picture.Path, Pages: await pages.Select(page => page.WithoutMap()).ToListAsync(stop));
                }

                var estimate = input is null ? await upright.EstimateAsync(picture.Path, stop) : await upright.EstimateAsync(input, stop);
                return new PictureResult(picture.Path, estimate);
            }
        });
        return command;
    }
}

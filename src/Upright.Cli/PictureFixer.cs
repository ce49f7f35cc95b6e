using Upright.Pages;

namespace Upright.Cli;

/// <summary>Fixes one picture, from and to files or streams.</summary>
internal static class PictureFixer
{
    public static async Task<PictureResult> FixAsync(
        Uprighter upright, InputPicture picture, string target, FixOptions options, bool writesReport, ToolStreams streams, CancellationToken cancellationToken)
    {
        if (target != InputPictures.Stream)
        {
            OutputFolder.CreateFor(target);
        }

        using var input = await StandardInput.ReadAsync(picture, streams.Input, upright.Limits.MaxFileSize, cancellationToken);
        if (StandardInput.IsDocument(picture, input))
        {
            return await FixDocumentAsync(Documents.Of(upright), picture, input, target, options, writesReport, streams.Output, cancellationToken);
        }

        var report = (input, target == InputPictures.Stream) switch
        {
            (null, false) => await upright.FixAsync(picture.Path, target, options, cancellationToken),
            (null, true) => await upright.FixAsync(picture.Path, streams.Output, options, cancellationToken),
            (_, true) => await upright.FixAsync(input, streams.Output, options, cancellationToken),
            (_, false) => await upright.FixAsync(input, target, options, cancellationToken),
        };
        if (writesReport)
        {
            report.WriteBeside(report.OutputPath ?? target);
        }

        var isUntouched = report.IsInputUnchanged && options.InPlace;
        return new PictureResult(picture.Path, report.Estimate, report, Output: isUntouched ? null : report.OutputPath ?? target);
    }

    private static async Task<PictureResult> FixDocumentAsync(
        DocumentUprighter documents,
        InputPicture picture,
        Stream? input,
        string target,
        FixOptions options,
        bool writesReport,
        Stream output,
        CancellationToken cancellationToken)
    {
        var report = (input, target == InputPictures.Stream) switch
        {
            (null, false) => await documents.FixAsync(picture.Path, target, options, null, cancellationToken),
            (null, true) => await documents.FixAsync(picture.Path, output, options, null, cancellationToken),
            (_, true) => await documents.FixAsync(input, output, options, null, cancellationToken),
            (_, false) => await documents.FixAsync(input, target, options, null, cancellationToken),
        };
        if (writesReport)
        {
            report.WriteBeside(target);
        }

        var isUntouched = report.IsInputUnchanged && options.InPlace;
        return new PictureResult(picture.Path, Document: report, Output: isUntouched ? null : target);
    }
}

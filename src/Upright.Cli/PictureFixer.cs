using Upright.Pages;

namespace Upright.Cli;

/// <summary>Fixes one picture, from and to files or streams.</summary>
internal static class PictureFixer
{
    public static async Task<PictureResult> FixAsync(
        Uprighter upright, InputPicture picture, string target, FixOptions options, bool writesReport, ToolStreams streams, CancellationToken cancellationToken)
    {
        using var input = await StandardInput.OpenAsync(upright, picture, streams.Input, cancellationToken);
        return await FixAsync(upright, picture, input, target, options, writesReport, streams, cancellationToken);
    }

    /// <summary>The same of a picture that was opened.</summary>
    public static async Task<PictureResult> FixAsync(
        Uprighter upright,
        InputPicture picture,
        OpenedInput input,
        string target,
        FixOptions options,
        bool writesReport,
        ToolStreams streams,
        CancellationToken cancellationToken)
    {
        var isStream = target == InputPictures.Stream;
        if (!isStream)
        {
            OutputFolder.CreateFor(target);
        }

        if (input.Document is not null)
        {
            return await FixDocumentAsync(Documents.Of(upright), picture, input, target, options, writesReport, streams.Output, cancellationToken);
        }

        var report = isStream
            ? await upright.FixAsync(input, streams.Output, options, cancellationToken)
            : await upright.FixAsync(input, target, options, cancellationToken);
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
        OpenedInput input,
        string target,
        FixOptions options,
        bool writesReport,
        Stream output,
        CancellationToken cancellationToken)
    {
        var report = target == InputPictures.Stream
            ? await documents.FixAsync(input, output, options, null, cancellationToken)
            : await documents.FixAsync(input, target, options, null, cancellationToken);
        if (writesReport)
        {
            report.WriteBeside(target);
        }

        var isUntouched = report.IsInputUnchanged && options.InPlace;
        return new PictureResult(picture.Path, Document: report, Output: isUntouched ? null : target);
    }
}

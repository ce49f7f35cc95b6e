namespace Upright.Cli;

/// <summary>Fixes one picture, from and to files or streams.</summary>
internal static class PictureFixer
{
    public static async Task<PictureResult> FixAsync(
        Uprighter upright, InputPicture picture, string target, FixOptions options, bool writesReport, ToolStreams streams, CancellationToken cancellationToken)
    {
        if (target != InputPictures.Stream)
        {
            CreateFolder(target);
        }

        var report = (picture.IsStream, target == InputPictures.Stream) switch
        {
            (false, false) => await upright.FixAsync(picture.Path, target, options, cancellationToken),
            (true, true) => await upright.FixAsync(streams.Input, streams.Output, options, cancellationToken),
            (true, false) => await upright.FixAsync(streams.Input, target, options, cancellationToken),
            (false, true) => await upright.FixAsync(picture.Path, streams.Output, options, cancellationToken),
        };
        if (writesReport)
        {
            report.WriteBeside(target);
        }

        var isUntouched = report.IsInputUnchanged && options.InPlace;
        return new PictureResult(picture.Path, report.Estimate, report, isUntouched ? null : target);
    }

    /// <summary>Creates the folder that a file goes to.</summary>
    /// <exception cref="UprightException">It cannot be created.</exception>
    public static void CreateFolder(string target)
    {
        var folder = Path.GetDirectoryName(target);
        try
        {
            if (!string.IsNullOrEmpty(folder))
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
        }
    }
}

using NetVips;

namespace Upright.Imaging;

/// <summary>Turns what libvips reports into the catalogue's errors.</summary>
internal static class VipsErrors
{
    // The names under which libvips and the libraries below it report that the encoder, not the decoder, failed.
    private static readonly string[] SaverNames =
        ["vips2jpeg", "jpegsave", "vips2png", "pngsave", "vips2webp", "webpsave", "vips2tiff", "tiffsave", "gifsave", "cgifsave", "heifsave", "VipsForeignSave"];

    /// <summary>Runs a decoding step.</summary>
    /// <exception cref="UprightException">The picture is damaged.</exception>
    /// <exception cref="OperationCanceledException">The step was stopped.</exception>
    public static T Decode<T>(Func<T> step, CancellationToken cancellationToken = default)
    {
        try
        {
            return step();
        }
        catch (VipsException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new UprightException(UprightError.DamagedPicture, Describe(exception), exception);
        }
    }

    /// <summary>The error for a failure while a lazily decoded picture was being encoded.</summary>
    public static UprightException WhileEncoding(VipsException exception)
    {
        var detail = Describe(exception);
        var error = SaverNames.Any(name => exception.Message.Contains(name, StringComparison.Ordinal))
            ? UprightError.CannotEncode
            : UprightError.DamagedPicture;
        return new UprightException(error, detail, exception);
    }

    /// <summary>The message on one line, without NetVips' own opening words.</summary>
    public static string Describe(VipsException exception)
    {
        var lines = exception.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var said = lines.Length > 1 && lines[0].StartsWith("unable to", StringComparison.Ordinal) ? lines[1..] : lines;
        return $"libvips says: {string.Join("; ", said.Distinct())}.";
    }
}

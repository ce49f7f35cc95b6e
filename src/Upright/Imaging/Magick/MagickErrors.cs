using ImageMagick;

namespace Upright.Imaging;

/// <summary>Turns what ImageMagick reports into the catalogue's errors.</summary>
internal static class MagickErrors
{
    /// <summary>Runs a step that decodes.</summary>
    /// <exception cref="UprightException">The picture is damaged, too large, or of a kind that ImageMagick does not know.</exception>
    public static T Decode<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (MagickException exception)
        {
            var error = exception switch
            {
                MagickResourceLimitErrorException => UprightError.TooManyPixels,
                MagickMissingDelegateErrorException => UprightError.UnsupportedFormat,
                _ => UprightError.DamagedPicture,
            };
            throw new UprightException(error, Describe(exception), exception);
        }
    }

    /// <summary>Runs a step that encodes.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.CannotEncode"/></exception>
    public static T Encode<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (MagickException exception)
        {
            throw new UprightException(UprightError.CannotEncode, Describe(exception), exception);
        }
    }

    /// <summary>The message on one line, without the place in ImageMagick's source.</summary>
    public static string Describe(MagickException exception) => $"ImageMagick says: {exception.Message.Split('@')[0].Trim()}.";
}

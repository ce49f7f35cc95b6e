using NetVips;

namespace Upright.Imaging;

/// <summary>Turns what libvips reports into the catalogue's errors.</summary>
internal static class VipsErrors
{
    // The C library's words for ENOSPC, EFBIG and EDQUOT, in no language but its own.
    private static readonly string[] FullDisk = ["No space left on device", "File too large", "Disk quota exceeded"];

    // libvips has one buffer of messages for the whole process: what was said while others ran may be of their pictures.
    private static readonly Lock Counting = new();
    private static int running;
    private static long begun;

    /// <summary>Runs a decoding step, of libvips or of our own parsers: whatever a file makes them trip over, the file is damaged.</summary>
    /// <exception cref="UprightException">The picture is damaged.</exception>
    /// <exception cref="OperationCanceledException">The step was stopped.</exception>
    public static T Decode<T>(Func<T> step, CancellationToken cancellationToken = default)
    {
        var wasAlone = Begin(out var turn);
        try
        {
            return step();
        }
        catch (VipsException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var said = wasAlone && turn == Volatile.Read(ref begun) ? Describe(exception) : NotAlone;
            throw new UprightException(IsOfTheDisk(exception) ? UprightError.CannotWrite : UprightError.DamagedPicture, said, exception);
        }
        catch (Exception exception) when (IsOfParsing(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new UprightException(UprightError.DamagedPicture, exception.Message, exception);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Runs an encoding step, which decodes what it is fed by.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isWhole">Asked after a failure: whether what it is fed by can be decoded to its end, by itself. libvips tells both in the same words.</param>
    /// <param name="cancellationToken">What may have stopped it.</param>
    /// <exception cref="UprightException">The picture turned out damaged, or cannot be encoded or written.</exception>
    /// <exception cref="OperationCanceledException">The step was stopped.</exception>
    public static void Encode(Action step, Func<bool> isWhole, CancellationToken cancellationToken)
    {
        var wasAlone = Begin(out var turn);
        try
        {
            step();
        }
        catch (VipsException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var said = wasAlone && turn == Volatile.Read(ref begun) ? Describe(exception) : NotEncodedAlone;
            throw new UprightException(IsOfTheDisk(exception) ? UprightError.CannotWrite : isWhole() ? UprightError.CannotEncode : UprightError.DamagedPicture, said, exception);
        }
        finally
        {
            End();
        }
    }

    private static string NotEncodedAlone => Words.Of("It cannot be encoded; by itself, not beside others, it would be told why.");

    private static string NotAlone => Words.Of("It cannot be decoded; by itself, not beside others, it would be told why.");

    private static bool Begin(out long turn)
    {
        lock (Counting)
        {
            turn = ++begun;
            return running++ == 0;
        }
    }

    private static void End()
    {
        lock (Counting)
        {
            running--;
        }
    }

    // What readers of damaged bytes throw; a system that will not read is not among them.
    private static bool IsOfParsing(Exception exception) =>
        exception is EndOfStreamException or InvalidDataException or ArgumentException or IndexOutOfRangeException or ArithmeticException or FormatException
            or KeyNotFoundException or InvalidCastException or JpegDamageException
        || (exception is InvalidOperationException and not ObjectDisposedException);

    // Large pictures are decoded into a file for a while.
    private static bool IsOfTheDisk(VipsException exception) => FullDisk.Any(words => exception.Message.Contains(words, StringComparison.Ordinal));

    /// <summary>The message on one line.</summary>
    public static string Describe(VipsException exception) => Lines(exception).Distinct().ToList() is { Count: > 0 } lines
        ? Words.Of($"libvips says: {string.Join("; ", lines)}.")
        : Words.Of("libvips does not say why.");

    // Without NetVips' opening words and the probing of a source whose length was not known.
    private static IEnumerable<string> Lines(VipsException exception) =>
        exception.Message
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("unable to call", StringComparison.Ordinal) && !line.StartsWith("source: bad seek", StringComparison.Ordinal));
}

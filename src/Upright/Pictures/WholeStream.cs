namespace Upright;

/// <summary>A stream's bytes from where it stood to its end, in memory; nobody writes to them any more.</summary>
internal sealed class WholeStream : MemoryStream
{
    /// <summary>Reads them; the stream stays open.</summary>
    /// <param name="stream">It need not be seekable.</param>
    /// <param name="mostBytes">How many there may be.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="UprightException">It cannot be read, or is longer than the limit.</exception>
    public static async Task<WholeStream> ReadAsync(Stream stream, long mostBytes, CancellationToken cancellationToken)
    {
        var whole = new WholeStream();
        var chunk = new byte[81920];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (whole.Length + read > Math.Min(mostBytes, Array.MaxLength))
                {
                    throw new UprightException(UprightError.FileTooLarge, $"It has more than {mostBytes} bytes, the limit.");
                }

                whole.Write(chunk, 0, read);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotRead, exception.Message, exception);
        }

        whole.Position = 0;
        return whole;
    }

    /// <summary>The bytes from where it stands to its end.</summary>
    public ReadOnlyMemory<byte> Rest => GetBuffer().AsMemory((int)Position, (int)(Length - Position));
}

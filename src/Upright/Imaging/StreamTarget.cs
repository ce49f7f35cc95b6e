using NetVips;

namespace Upright.Imaging;

/// <summary>
/// Lets libvips write into a stream and remembers what the stream threw,
/// so that a full disk is not mistaken for a damaged picture.
/// </summary>
internal sealed class StreamTarget : TargetCustom
{
    public StreamTarget(Stream stream)
    {
        OnWrite += (buffer, length) => Try(() =>
        {
            stream.Write(buffer, 0, length);
            return length;
        });

        // libtiff goes back to fill in where its directories are.
        OnRead += (buffer, length) => (int)Try(() => stream.Read(buffer, 0, length));
        OnSeek += (offset, origin) => Try(() => stream.Seek(offset, origin));
    }

    /// <summary>What the stream threw first, if anything.</summary>
    public Exception? Failure { get; private set; }

    // An exception must not travel through libvips' own frames.
    private long Try(Func<long> access)
    {
        try
        {
            return access();
        }
#pragma warning disable CA1031 // Whatever the stream throws is thrown again by the writer, see Failure.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure ??= exception;
            return -1;
        }
    }
}

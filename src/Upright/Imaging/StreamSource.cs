using NetVips;

namespace Upright.Imaging;

/// <summary>Lets libvips read a stream that is its own, for as long as a picture that it opened is in use.</summary>
internal sealed class StreamSource : SourceCustom
{
    /// <param name="stream">Read by nobody else.</param>
    /// <param name="failed">Told what the system says when it will not read: that is no damage.</param>
    public StreamSource(Stream stream, Action<Exception> failed)
    {
        OnRead += (buffer, length) => (int)Try(() => stream.Read(buffer, 0, length), failed);
        OnSeek += (offset, origin) => Try(() => stream.Seek(offset, origin), failed);
    }

    // An exception must not travel through libvips' own frames.
    private static long Try(Func<long> access, Action<Exception> failed)
    {
        try
        {
            return access();
        }
#pragma warning disable CA1031 // Whatever it is, libvips is told that there is an error, and the caller which.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failed(exception);
            return -1;
        }
    }
}

using Microsoft.Win32.SafeHandles;

namespace Upright.Files;

/// <summary>The bytes of a file that somebody else holds open, with a place of its own in them: as many as are needed read at the same time.</summary>
/// <param name="owner">The file, which stays open; held here, so that it is not closed by being forgotten.</param>
internal sealed class OpenedBytes(FileStream owner) : ReadOnlyStream
{
    private readonly SafeFileHandle file = owner.SafeFileHandle;

    public override long Length => RandomAccess.GetLength(file);

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        var read = RandomAccess.Read(file, buffer, Position);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => Length,
    };
}

using Upright.Files;

namespace Upright.Pages;

/// <summary>Lets a reader that disposes of its stream read one that is needed further.</summary>
internal sealed class UndisposedStream(Stream stream) : ReadOnlyStream
{
    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override int Read(Span<byte> buffer) => stream.Read(buffer);

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);
}

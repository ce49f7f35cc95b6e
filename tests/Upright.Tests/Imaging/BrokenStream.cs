namespace Upright.Tests.Imaging;

/// <summary>A stream that cannot seek and fails after some bytes, read or written.</summary>
internal sealed class BrokenStream(byte[] content, int failAfter) : Stream
{
    private int position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = Math.Min(count, content.Length - position);
        Count(read);
        Array.Copy(content, position - read, buffer, offset, read);
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => Count(count);

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Count(int bytes)
    {
        position += bytes;
        if (position > failAfter)
        {
            throw new IOException("No space left on device.");
        }
    }
}

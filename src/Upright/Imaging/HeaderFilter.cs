namespace Upright.Imaging;

/// <summary>Rewrites the beginning of a file on its way to a stream; the rest goes through.</summary>
/// <param name="soFar">The file's bytes that have come until now.</param>
/// <param name="isAll">Whether no more will come.</param>
/// <returns>What is written instead of them; null to wait for more.</returns>
internal delegate byte[]? HeaderRewriter(byte[] soFar, bool isAll);

/// <summary>A stream that keeps what is written until it can be rewritten. Written from front to back only.</summary>
internal sealed class HeaderFilter(Stream target, HeaderRewriter rewrite) : Stream
{
    private MemoryStream? kept = new();
    private long nextTry;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes what was kept until now. To be called when everything has been written.</summary>
    public void Complete() => Rewrite(isAll: true);

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (kept is null)
        {
            target.Write(buffer, offset, count);
            return;
        }

        kept.Write(buffer, offset, count);
        // Not after every write: what is kept is copied for each try.
        if (kept.Length >= nextTry)
        {
            nextTry = 2 * kept.Length;
            Rewrite(isAll: false);
        }
    }

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Rewrite(bool isAll)
    {
        if (kept is not null && rewrite(kept.ToArray(), isAll) is { } rewritten)
        {
            target.Write(rewritten);
            kept = null;
        }
    }
}

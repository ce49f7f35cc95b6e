using System.Runtime.InteropServices;
using NetVips;

namespace Upright.Imaging;

/// <summary>Bytes in memory.</summary>
internal sealed class MemoryPictureSource(ReadOnlyMemory<byte> bytes) : PictureSource
{
    public override long Length => bytes.Length;

    public override Stream OpenRead() =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    public override Source Connect() => new StreamSource(OpenRead(), static _ => { });
}

using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>The Photoshop block: IPTC in a JPEG, and perhaps a thumbnail of the picture as it was before it was turned.</summary>
internal static class PhotoshopResources
{
    private const int Iptc = 0x0404;
    private const int OldThumbnail = 0x0409;
    private const int Thumbnail = 0x040C;

    /// <summary>The names under which libvips attaches it: of a JPEG, and of a TIFF beside its IPTC.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["iptc-data", "photoshop-data"];

    private static ReadOnlySpan<byte> Signature => "Photoshop 3.0\0"u8;

    /// <summary>The block without its thumbnails; as it was where it is not understood.</summary>
    public static byte[] WithoutThumbnails(byte[] block)
    {
        var at = block.AsSpan().StartsWith(Signature) ? Signature.Length : 0;
        var kept = new MemoryStream(block.Length);
        kept.Write(block, 0, at);
        while (at < block.Length)
        {
            if (Next(block.AsSpan(at)) is not var (id, _, _, size))
            {
                return block;
            }

            if (id is not (OldThumbnail or Thumbnail))
            {
                kept.Write(block, at, size);
            }

            at += size;
        }

        return kept.ToArray();
    }

    /// <summary>IPTC as a TIFF has it, bare. libvips would put a JPEG's whole block there, which nobody could read.</summary>
    public static byte[] BareIptc(byte[] block)
    {
        for (var at = Signature.Length; block.AsSpan().StartsWith(Signature) && at < block.Length && Next(block.AsSpan(at)) is var (id, start, length, size); at += size)
        {
            if (id == Iptc)
            {
                return block[(at + start)..(at + start + length)];
            }
        }

        return block;
    }

    /// <summary>IPTC as a JPEG has it, in a block.</summary>
    public static byte[] WrappedIptc(byte[] bytes)
    {
        const byte IptcMarker = 0x1C;
        if (bytes is not [IptcMarker, ..])
        {
            return bytes;
        }

        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. Signature, .. "8BIM"u8, Iptc >> 8, Iptc & 0xFF, 0, 0, .. length, .. bytes, .. new byte[bytes.Length & 1]];
    }

    // "8BIM", a number, a Pascal string padded to even length, the data's length, the data padded to even length.
    private static (int Id, int Start, int Length, int Size)? Next(ReadOnlySpan<byte> resource)
    {
        if (resource.Length < 12 || !resource.StartsWith("8BIM"u8))
        {
            return null;
        }

        var lengthAt = 6 + ((resource[6] + 2) & ~1);
        if (resource.Length < lengthAt + 4)
        {
            return null;
        }

        var start = lengthAt + 4;
        var length = BinaryPrimitives.ReadUInt32BigEndian(resource[lengthAt..]);
        return length <= resource.Length - start
            ? (BinaryPrimitives.ReadUInt16BigEndian(resource[4..]), start, (int)length, Math.Min(resource.Length, (start + (int)length + 1) & ~1))
            : null;
    }
}

using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>The Photoshop block that carries IPTC in JPEG and TIFF, and may carry a thumbnail of the picture before it was turned.</summary>
internal static class PhotoshopResources
{
    /// <summary>The name under which libvips attaches it.</summary>
    public const string Field = "iptc-data";

    private const int OldThumbnail = 0x0409;
    private const int Thumbnail = 0x040C;

    /// <summary>The block without its thumbnails; as it was where it is not understood.</summary>
    public static byte[] WithoutThumbnails(byte[] block)
    {
        var signature = "Photoshop 3.0\0"u8;
        var at = block.AsSpan().StartsWith(signature) ? signature.Length : 0;
        var kept = new MemoryStream(block.Length);
        kept.Write(block, 0, at);
        while (at < block.Length)
        {
            var length = ResourceLength(block.AsSpan(at));
            if (length is not { } size)
            {
                return block;
            }

            var id = BinaryPrimitives.ReadUInt16BigEndian(block.AsSpan(at + 4));
            if (id is not (OldThumbnail or Thumbnail))
            {
                kept.Write(block, at, size);
            }

            at += size;
        }

        return kept.ToArray();
    }

    // "8BIM", a number, a Pascal string padded to even length, the data's length, the data padded to even length.
    private static int? ResourceLength(ReadOnlySpan<byte> resource)
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

        var end = lengthAt + 4 + (long)BinaryPrimitives.ReadUInt32BigEndian(resource[lengthAt..]);
        return end <= resource.Length ? (int)Math.Min(resource.Length, (end + 1) & ~1L) : null;
    }
}

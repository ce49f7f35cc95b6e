using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>What the chunks of a WebP tell that libvips does not.</summary>
internal static class WebPHeader
{
    /// <summary>Whether the first picture in it is stored without loss.</summary>
    public static bool IsLossless(Stream stream)
    {
        Span<byte> chunk = stackalloc byte[8];
        stream.Position = 12;
        while (stream.ReadAtLeast(chunk, 8, throwOnEndOfStream: false) == 8)
        {
            if (chunk.StartsWith("VP8L"u8) || chunk.StartsWith("VP8 "u8))
            {
                return chunk[3] == 'L';
            }

            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            var next = stream.Position + length + (length & 1);
            if (next >= stream.Length)
            {
                break;
            }

            stream.Position = next;
        }

        return false;
    }
}

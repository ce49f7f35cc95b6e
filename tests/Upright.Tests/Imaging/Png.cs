using System.Buffers.Binary;

namespace Upright.Tests.Imaging;

/// <summary>The check sum of a PNG's chunks, for chunks that are changed or added.</summary>
internal static class Png
{
    public static byte[] Crc(ReadOnlySpan<byte> typeAndBody)
    {
        var crc = uint.MaxValue;
        foreach (var value in typeAndBody)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ~crc);
        return bytes;
    }
}

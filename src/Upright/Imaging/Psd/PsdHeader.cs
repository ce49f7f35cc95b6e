using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Where the picture of all layers lies in a PSD or PSB (Adobe Photoshop File Formats Specification), and whether it ends there.</summary>
internal static class PsdHeader
{
    private const int Large = 2; // the version that PSB is
    private const int Length = 26;
    private const int Raw = 0;
    private const int RunLengths = 1;

    /// <exception cref="InvalidDataException">The file ends before its picture does, which ImageMagick reads as black.</exception>
    public static void CheckIsWhole(Stream stream)
    {
        var head = new byte[Length];
        stream.ReadExactly(head);
        var isLarge = head[5] == Large;
        var (channels, height, width, depth) = (Number(head, 12, 2), Number(head, 14, 4), Number(head, 18, 4), Number(head, 22, 2));
        // The palette, the resources, the layers.
        Skip(stream, 4);
        Skip(stream, 4);
        Skip(stream, isLarge ? 8 : 4);
        var needed = Next(stream, 2) switch
        {
            Raw => channels * height * ((width * depth + 7) / 8),
            RunLengths => Rows(stream, channels * height, isLarge ? 4 : 2),
            _ => 0, // of these only the decoder knows
        };
        if (needed > stream.Length - stream.Position)
        {
            throw new InvalidDataException("It ends in the midst of its picture.");
        }
    }

    private static long Rows(Stream stream, long count, int size)
    {
        if (count * size > stream.Length - stream.Position)
        {
            throw new InvalidDataException("It ends in the midst of its rows.");
        }

        var lengths = new byte[count * size];
        stream.ReadExactly(lengths);
        return lengths.Chunk(size).Sum(row => Number(row, 0, size));
    }

    private static void Skip(Stream stream, int size)
    {
        var length = Next(stream, size);
        stream.Position += Math.Clamp(length, 0, stream.Length - stream.Position);
    }

    private static long Next(Stream stream, int size)
    {
        var bytes = new byte[size];
        stream.ReadExactly(bytes);
        return Number(bytes, 0, size);
    }

    private static long Number(byte[] bytes, int at, int size) => size switch
    {
        2 => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)),
        4 => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)),
        _ => BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at)),
    };
}

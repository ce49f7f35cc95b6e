using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Writes ISO media boxes and the numbers in them, most significant byte first.</summary>
internal static class IsoWriter
{
    private const int HeaderLength = 8;

    /// <summary>A box.</summary>
    /// <param name="type">Its four letters.</param>
    /// <param name="body">Its content.</param>
    public static byte[] Box(string type, ReadOnlySpan<byte> body) =>
        [.. Number((ulong)(HeaderLength + body.Length), 4), .. type.Select(letter => (byte)letter), .. body];

    /// <summary>The lowest bytes of a number, 0 to 8 of them.</summary>
    public static byte[] Number(ulong value, int size)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes[(bytes.Length - size)..];
    }
}

using System.Buffers.Binary;

namespace Upright.Tests.Imaging;

/// <summary>Changes the segments of a JPEG, for inputs that no encoder at hand writes.</summary>
internal static class Jpeg
{
    private const byte App1 = 0xE1;
    private const byte Adobe = 0xEE;
    private const int TransformAt = 15;

    public static byte[] WithExif(byte[] jpeg, byte[] tiff)
    {
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [0xFF, 0xD8, 0xFF, App1, .. length, .. body, .. WithoutSegment(jpeg, App1).AsSpan(2)];
    }

    public static byte[] WithoutSegment(byte[] jpeg, byte marker) =>
        Find(jpeg, marker) is var (at, length) ? [.. jpeg.AsSpan(0, at), .. jpeg.AsSpan(at + length)] : jpeg;

    public static byte[] AsYcck(byte[] jpeg)
    {
        var (at, _) = Find(jpeg, Adobe)!.Value;
        byte[] changed = [.. jpeg];
        changed[at + TransformAt] = 2;
        return changed;
    }

    private static (int At, int Length)? Find(byte[] jpeg, byte marker)
    {
        for (var at = 2; jpeg[at] == 0xFF && jpeg[at + 1] != 0xDA;)
        {
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
            if (jpeg[at + 1] == marker)
            {
                return (at, length);
            }

            at += length;
        }

        return null;
    }
}

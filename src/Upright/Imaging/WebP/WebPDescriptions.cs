using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>The chunks of a WebP that describe it.</summary>
internal static class WebPDescriptions
{
    /// <summary>A written file with this EXIF block in place of its own.</summary>
    public static byte[] Replace(byte[] file, byte[] exif)
    {
        using MemoryStream written = new(file);
        if (WebPChunks.Of(written).FirstOrDefault(chunk => chunk.Type == "EXIF") is not { Size: > 0 } old)
        {
            return file;
        }

        var made = WebPChunks.Make(old.Type, ExifPatch.Bare(exif));
        byte[] replaced = [.. file.AsSpan(0, (int)old.At), .. made, .. file.AsSpan((int)Math.Min(old.At + old.Size, file.Length))];
        BinaryPrimitives.WriteInt32LittleEndian(replaced.AsSpan(4), replaced.Length - 8);
        return replaced;
    }
}

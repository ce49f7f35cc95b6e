namespace Upright.Imaging;

/// <summary>Bytes that take the place of others in a file.</summary>
/// <param name="At">Where the others begin.</param>
/// <param name="Length">How many they are; 0 to insert.</param>
/// <param name="Bytes">What stands there instead.</param>
internal readonly record struct Splice(long At, long Length, byte[] Bytes);

/// <summary>A copy of a file that differs in a few places and is the same byte for byte everywhere else.</summary>
internal static class FilePatch
{
    /// <summary>Copies with the splices, which do not overlap.</summary>
    public static void Copy(Stream source, IEnumerable<Splice> splices, Stream target)
    {
        source.Position = 0;
        foreach (var splice in splices.OrderBy(splice => splice.At))
        {
            CopyBytes(source, target, splice.At - source.Position);
            target.Write(splice.Bytes);
            source.Position = splice.At + splice.Length;
        }

        source.CopyTo(target);
    }

    /// <summary>Copies so many bytes, or those that there are.</summary>
    public static void CopyBytes(Stream source, Stream target, long count)
    {
        var chunk = new byte[1 << 16];
        while (count > 0 && source.Read(chunk, 0, (int)Math.Min(count, chunk.Length)) is > 0 and var read)
        {
            target.Write(chunk, 0, read);
            count -= read;
        }
    }
}

namespace Upright.Imaging;

/// <summary>Puts a TIFF of several pages together: each page's coded pixels are copied as they are, its tags follow.</summary>
internal sealed class TiffAssembler
{
    private const int Long = 4;
    private const int Long8 = 16;

    // Where the pixels lie: strips or tiles, and how many bytes each has.
    private static readonly (int Offsets, int Counts)[] Pixels = [(273, 279), (324, 325)];

    private readonly Stream target;
    private readonly TiffLayout layout;
    private long link;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Empty, seekable.</param>
    /// <param name="layout">The file's size of offsets and order of bytes.</param>
    public TiffAssembler(Stream target, TiffLayout layout)
    {
        (this.target, this.layout) = (target, layout);
        target.Write(layout.Header);
        link = target.Position;
        target.Write(layout.Offset(0));
    }

    /// <summary>Adds a page after the others.</summary>
    /// <param name="source">The file it comes from.</param>
    /// <param name="page">Its directory there, perhaps with other tags that do not describe how its pixels are stored.</param>
    /// <exception cref="UprightException">Its pixels are not where it says, or the file grows too large for its offsets.</exception>
    public void Add(Stream source, TiffDirectory page)
    {
        var entries = page.Entries.DistinctBy(entry => entry.Tag).ToDictionary(entry => entry.Tag);
        var found = false;
        foreach (var (offsets, counts) in Pixels)
        {
            if (entries.TryGetValue(offsets, out var from) && entries.TryGetValue(counts, out var sizes) && from.Count == sizes.Count)
            {
                entries[offsets] = Copy(source, from, sizes);
                found = true;
            }
        }

        if (!found)
        {
            throw new UprightException(UprightError.DamagedDocument, "A page does not say where its pixels are.");
        }

        Align();
        var directory = new TiffDirectory([.. entries.Values]);
        var at = target.Position;
        target.Write(layout.Lay(directory, at));
        target.Position = link;
        target.Write(layout.Offset(at));
        link = at + layout.NextOffsetIn(directory);
        target.Position = target.Length;
        if (!layout.Big && target.Length > uint.MaxValue)
        {
            throw new UprightException(UprightError.CannotEncode, "It would have more than 4 GiB, which a TIFF that is no BigTIFF cannot have.");
        }
    }

    private TiffEntry Copy(Stream source, TiffEntry offsets, TiffEntry counts)
    {
        var size = layout.OffsetSize;
        var value = new byte[offsets.Count * size];
        foreach (var (i, (offset, count)) in offsets.Numbers.Zip(counts.Numbers).Index())
        {
            Align();
            for (var at = 0; at < size; at++)
            {
                value[(i * size) + at] = (byte)(target.Position >> (8 * at)); // as everywhere in a directory, little-endian
            }

            Copy(source, offset, count);
        }

        return new TiffEntry(offsets.Tag, layout.Big ? Long8 : Long, value);
    }

    private void Copy(Stream source, long offset, long count)
    {
        if (offset < 0 || count < 0 || offset + count > source.Length)
        {
            throw new UprightException(UprightError.DamagedDocument, "A page's pixels lie beyond the end of the file.");
        }

        source.Position = offset;
        var chunk = new byte[Math.Min(count, 1 << 16)];
        for (int read; count > 0; count -= read)
        {
            read = source.Read(chunk, 0, (int)Math.Min(chunk.Length, count));
            if (read == 0)
            {
                throw new UprightException(UprightError.CannotRead, "The file became shorter while it was read.");
            }

            target.Write(chunk, 0, read);
        }
    }

    private void Align()
    {
        if (target.Position % 2 != 0)
        {
            target.WriteByte(0);
        }
    }
}

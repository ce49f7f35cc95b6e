using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>
/// Shows the picture of a HEIF or AVIF turned, by its irot and imir: no coded byte is touched, and what else is in the file
/// (depth, gain maps, bursts, what trails behind) stays.
/// </summary>
internal static class HeifOrientation
{
    private const int MostDescription = 16 << 20;

    /// <summary>What irot and imir ask to be done to the primary picture, as an EXIF orientation, and what is in the file beside it; 1 and nothing where the structure is not understood.</summary>
    public static (int Orientation, IReadOnlyList<PictureNote> Beside) Of(PictureSource source) => Understood<(int, IReadOnlyList<PictureNote>)>(
        () =>
        {
            var meta = source.Parsed(HeifMeta.Read);
            return (meta.SymmetryOf(meta.Primary).Orientation, meta.Beside);
        },
        otherwise: (1, []));

    /// <summary>What to change; null where the structure is damaged, or not understood well enough.</summary>
    /// <param name="source">The file.</param>
    /// <param name="stream">The same, open.</param>
    /// <param name="orientation">1 to 8, as EXIF counts, of the primary picture as it is coded.</param>
    public static IReadOnlyList<Splice>? Set(PictureSource source, Stream stream, int orientation) => Understood(
        () => source.Parsed(HeifMeta.Read) is { HasFilm: false } meta ? Set(stream, meta, SquareSymmetry.OfOrientation(orientation)) : null, otherwise: null);

    private static T Understood<T>(Func<T> step, T otherwise)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is InvalidDataException or OverflowException or EndOfStreamException)
        {
            return otherwise;
        }
    }

    private static List<Splice>? Set(Stream stream, HeifMeta meta, SquareSymmetry symmetry)
    {
        var shown = Shown(meta).ToHashSet();
        if (shown.Any(item => CropsAfterTurning(meta, item)))
        {
            return null;
        }

        var box = PropertiesFor(meta, shown, symmetry);
        var grown = box.Length - (meta.PropertiesBox.End - meta.PropertiesBox.At);
        if (Moved(meta, grown) is not { } splices || meta.Bytes[..4] is [0, 0, 0, 0 or 1])
        {
            return null;
        }

        var size = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(size, (uint)(meta.Bytes.Length + grown));
        splices.Add(new Splice(meta.At, 4, size));
        splices.Add(new Splice(meta.At + meta.PropertiesBox.At, meta.PropertiesBox.End - meta.PropertiesBox.At, box));
        splices.AddRange(Descriptions(stream, meta, symmetry.Orientation));
        return splices;
    }

    /// <summary>
    /// The primary picture and what is turned with it: thumbnails, and depth, transparency and gain maps that lie on it as it is
    /// coded. One whose own turn differs is laid on the picture as it is shown, and stays; so does a tone-mapped picture without
    /// a turn of its own, which is made of the shown one.
    /// </summary>
    private static IEnumerable<HeifItem> Shown(HeifMeta meta)
    {
        var primary = meta.Primary;
        var before = meta.SymmetryOf(primary);
        var beside = meta.Referring("thmb", primary).Concat(meta.Referring("auxl", primary)).ToList();
        var below = beside.SelectMany(item => meta.Referring("thmb", item).Concat(meta.Referring("auxl", item)));
        var mapped = meta.Referring("dimg", primary).Where(item => item.Type == "tmap" && HasTurn(meta, item));
        return beside.Concat(below).Concat(mapped).Where(item => meta.SymmetryOf(item) == before).Prepend(primary);
    }

    private static bool HasTurn(HeifMeta meta, HeifItem item) => meta.PropertiesOf(item).Any(property => HeifTransforms.Of(meta.Bytes, property) is not null);

    private static bool CropsAfterTurning(HeifMeta meta, HeifItem item) =>
        meta.PropertiesOf(item).SkipWhile(property => HeifTransforms.Of(meta.Bytes, property) is null).Any(property => property.Type == "clap");

    /// <summary>The box of properties with the turn of some items changed; what others ask for stays.</summary>
    private static byte[] PropertiesFor(HeifMeta meta, HashSet<HeifItem> shown, SquareSymmetry symmetry)
    {
        List<byte[]> boxes = [.. meta.Properties.Select(property => meta.Bytes[property.At..property.End])];
        List<HeifAssociation> turns = [];
        foreach (var turn in HeifTransforms.BoxesFor(symmetry))
        {
            var index = boxes.FindIndex(box => box.AsSpan().SequenceEqual(turn));
            if (index < 0)
            {
                boxes.Add(turn);
                index = boxes.Count - 1;
            }

            turns.Add(new HeifAssociation(index + 1, IsEssential: true));
        }

        List<HeifItem> items =
        [
            .. meta.Items.Values.OrderBy(item => item.Id).Select(item => !shown.Contains(item) ? item : item with
            {
                Properties = [.. item.Properties.Where(own => HeifTransforms.Of(meta.Bytes, meta.PropertyOf(own)) is null), .. turns],
            }).Where(item => item.Properties.Count > 0),
        ];
        return IsoWriter.Box("iprp", [.. IsoWriter.Box("ipco", [.. boxes.SelectMany(box => box)]), .. IsoWriter.Box("ipma", Associations(items))]);
    }

    private static byte[] Associations(List<HeifItem> items)
    {
        var (hasLongIds, hasLongIndices) = (items.Exists(item => item.Id > ushort.MaxValue), items.Exists(item => item.Properties.Any(own => own.Index > 127)));
        List<byte> body = [(byte)(hasLongIds ? 1 : 0), 0, 0, (byte)(hasLongIndices ? 1 : 0), .. IsoWriter.Number((ulong)items.Count, 4)];
        foreach (var item in items)
        {
            body.AddRange(IsoWriter.Number(item.Id, hasLongIds ? 4 : 2));
            body.Add(checked((byte)item.Properties.Count));
            foreach (var own in item.Properties)
            {
                body.AddRange(hasLongIndices ? IsoWriter.Number((ulong)(own.Index | (own.IsEssential ? 0x8000 : 0)), 2) : [(byte)(own.Index | (own.IsEssential ? 0x80 : 0))]);
            }
        }

        return [.. body];
    }

    /// <summary>The offsets of what moves when the properties grow; null where one of them cannot say its new place.</summary>
    private static List<Splice>? Moved(HeifMeta meta, int grown)
    {
        var splices = new List<Splice>();
        var edge = (ulong)(meta.At + meta.PropertiesBox.End);
        foreach (var place in meta.Items.Values.Select(item => item.Place).OfType<HeifPlace>().Where(place => place.IsInFile && grown != 0))
        {
            var moved = place.Extents.Where(extent => place.Base.Value + extent.Offset.Value >= edge).Select(extent => extent.Offset).ToList();
            if (moved.Count == 0)
            {
                continue;
            }

            if (place.IsElsewhere)
            {
                return null;
            }

            // All of an item's pieces by its base, if it has one, or each by its own offset.
            foreach (var field in place.Base.Value > 0 && moved.Count == place.Extents.Count ? [place.Base] : moved)
            {
                var value = checked((ulong)((long)field.Value + grown));
                if (field.Size == 0 || (field.Size == 4 && value > uint.MaxValue))
                {
                    return null;
                }

                splices.Add(new Splice(meta.At + field.At, field.Size, IsoWriter.Number(value, field.Size)));
            }
        }

        return splices;
    }

    /// <summary>What EXIF and XMP say of the orientation, which readers of HEIF are not to heed and some other programs do, where it fits in its place.</summary>
    private static IEnumerable<Splice> Descriptions(Stream stream, HeifMeta meta, int orientation)
    {
        foreach (var item in meta.Items.Values.Where(item => item.Type == "Exif" || item.ContentType == "application/rdf+xml"))
        {
            if (HeifMeta.DataOf(stream, item, MostDescription) is not var (at, data))
            {
                continue;
            }

            var start = item.Type == "Exif" ? ExifAt(data) : 0;
            var block = data[start..];
            var changed = item.Type == "Exif" ? ExifPatch.WithOrientation(block, orientation) : Xmp.WithOrientation(block, orientation);
            if (changed is not null && changed.Length == block.Length && !changed.AsSpan().SequenceEqual(block))
            {
                yield return new Splice(at + start, changed.Length, changed);
            }
        }
    }

    // Four bytes say how much stands before the TIFF header that EXIF begins with.
    private static int ExifAt(byte[] data) => data.Length < 4 ? 0 : (int)Math.Min(4L + BinaryPrimitives.ReadUInt32BigEndian(data), data.Length);
}

namespace Upright.Imaging;

/// <summary>The box of a HEIF or AVIF that says what is in the file and where (ISO/IEC 23008-12).</summary>
internal sealed class HeifMeta
{
    // A box with a million items is made to cost time, not by a camera.
    private const int MostBytes = 64 << 20;

    private readonly Dictionary<uint, HeifItem> items = [];
    private readonly List<(string Type, uint From, uint To)> references = [];

    private HeifMeta(byte[] bytes, long at, bool hasFilm) => (Bytes, At, HasFilm) = (bytes, at, hasFilm);

    /// <summary>The box with its header.</summary>
    public byte[] Bytes { get; }

    /// <summary>Where it stands in the file.</summary>
    public long At { get; }

    /// <summary>Whether there are tracks beside the items, whose tables point into the file too.</summary>
    public bool HasFilm { get; }

    /// <summary>The box of properties, in <see cref="Bytes"/>.</summary>
    public IsoBox PropertiesBox { get; private set; }

    /// <summary>All properties; an item's associations count them from 1.</summary>
    public IReadOnlyList<IsoBox> Properties { get; private set; } = [];

    /// <summary>The items, by their numbers.</summary>
    public IReadOnlyDictionary<uint, HeifItem> Items => items;

    /// <summary>The picture that is shown.</summary>
    public HeifItem Primary { get; private set; } = new(0, "", "");

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or there is none.</exception>
    public static HeifMeta Read(Stream stream)
    {
        var (at, bytes, hasFilm) = Find(stream);
        var meta = new HeifMeta(bytes, at, hasFilm);
        meta.Parse();
        return meta;
    }

    /// <summary>The items that a reference of this type leads from, to this one.</summary>
    public IEnumerable<HeifItem> Referring(string type, HeifItem to) =>
        references.Where(reference => reference.Type == type && reference.To == to.Id && items.ContainsKey(reference.From)).Select(reference => items[reference.From]);

    /// <summary>The property boxes of an item, in order.</summary>
    public IEnumerable<IsoBox> PropertiesOf(HeifItem item) => item.Properties.Select(PropertyOf);

    /// <summary>The property of an association.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public IsoBox PropertyOf(HeifAssociation association) => association.Index >= 1 && association.Index <= Properties.Count
        ? Properties[association.Index - 1]
        : throw new InvalidDataException($"It has no property {association.Index}.");

    /// <summary>What irot and imir ask to be done to an item's picture.</summary>
    public SquareSymmetry SymmetryOf(HeifItem item) =>
        PropertiesOf(item).Aggregate(SquareSymmetry.OfQuarterTurns(0), (symmetry, property) => HeifTransforms.Of(Bytes, property) is { } next ? symmetry.Then(next) : symmetry);

    /// <summary>How large the primary picture is before irot and imir.</summary>
    /// <exception cref="InvalidDataException">It does not say.</exception>
    public (int Width, int Height) SizeOf(HeifItem item)
    {
        (int Width, int Height)? size = null;
        foreach (var property in PropertiesOf(item))
        {
            var reader = IsoReader.Of(Bytes, property);
            if (property.Type == "ispe")
            {
                reader.ReadFull();
                size = (reader.ReadInt(4), reader.ReadInt(4));
            }
            else if (property.Type == "clap")
            {
                size = (Quotient(reader), Quotient(reader));
            }
        }

        return size is { Width: > 0, Height: > 0 } found ? found : throw new InvalidDataException("It does not say how large it is.");
    }

    /// <summary>Whether a picture that says how transparent it is lies on the primary one.</summary>
    public bool HasAlpha => Referring("auxl", Primary).SelectMany(PropertiesOf).Any(IsAlpha);

    /// <summary>Bits of a sample of the primary picture; 8 where it does not say.</summary>
    public int Bits => PropertiesOf(Primary).Where(property => property.Type == "pixi" && property.End > property.Body + 5).Select(property => (int)Bytes[property.Body + 5]).FirstOrDefault(8);

    /// <summary>The data of an item that lie in one piece; null otherwise.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="item">The item.</param>
    /// <param name="most">More bytes are not read.</param>
    public static (long At, byte[] Data)? DataOf(Stream stream, HeifItem item, int most)
    {
        if (item.Place is not { IsInFile: true, IsElsewhere: false, Extents: [var (offset, length)] } place || length == 0 || length > (ulong)most)
        {
            return null;
        }

        var at = checked((long)(place.Base.Value + offset.Value));
        if (at > stream.Length - (long)length)
        {
            return null;
        }

        var data = new byte[length];
        stream.Position = at;
        stream.ReadExactly(data);
        return (at, data);
    }

    /// <summary>What is in the file beside the primary picture, its thumbnail and its transparency, as it is lost where that picture alone is encoded.</summary>
    public IReadOnlyList<PictureNote> Beside
    {
        get
        {
            var parts = references.Where(reference => reference.Type == "dimg").Select(reference => reference.To).ToHashSet();
            var helpers = references.Where(reference => reference.Type is "thmb" or "auxl").Select(reference => reference.From).ToHashSet();
            var hasSecond = items.Values.Any(item => item.Id != Primary.Id && item.Type is "hvc1" or "av01" or "grid" or "iovl" && !parts.Contains(item.Id) && !helpers.Contains(item.Id));
            var helping = Referring("auxl", Primary).Select(item => PropertiesOf(item).Select(AuxiliaryType).FirstOrDefault(type => type is not null));
            PictureNote[] notes =
            [
                .. helping.Where(type => type is not (null or "urn:mpeg:hevc:2015:auxid:1" or "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")).Select(NoteOf!)
                    .Concat(items.Values.Any(item => item.Type == "tmap") ? [PictureNote.GainMapRemoved] : [])
                    .Concat(hasSecond ? [PictureNote.SecondPictureRemoved] : [])
                    .Concat(HasFilm ? [PictureNote.FilmRemoved] : [])
                    .Distinct(),
            ];
            return notes.Length == 0 ? [] : notes; // one empty list, so that equal headers are equal
        }
    }

    private static PictureNote NoteOf(string auxiliary) => auxiliary switch
    {
        "urn:com:apple:photo:2020:aux:hdrgainmap" => PictureNote.GainMapRemoved,
        "urn:mpeg:hevc:2015:auxid:2" or "urn:mpeg:mpegB:cicp:systems:auxiliary:depth" => PictureNote.DepthMapRemoved,
        _ => PictureNote.SecondPictureRemoved, // a matte of hair, sky or skin
    };

    // Two names, of HEVC and of everything since.
    private bool IsAlpha(IsoBox property) => AuxiliaryType(property) is "urn:mpeg:hevc:2015:auxid:1" or "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

    private string? AuxiliaryType(IsoBox property)
    {
        if (property.Type != "auxC")
        {
            return null;
        }

        var reader = IsoReader.Of(Bytes, property);
        reader.ReadFull();
        return reader.ReadText();
    }

    private static int Quotient(IsoReader reader)
    {
        var (above, below) = (reader.Read(4), reader.Read(4));
        return below == 0 ? 0 : checked((int)(above / below));
    }

    private static (long At, byte[] Bytes, bool HasFilm) Find(Stream stream)
    {
        (long At, byte[] Bytes)? meta = null;
        var hasFilm = false;
        foreach (var box in IsoFile.Boxes(stream))
        {
            if (box.Type == "meta" && meta is null && (box with { Body = box.At }).Read(stream, MostBytes) is { } bytes)
            {
                meta = (box.At, bytes);
            }

            hasFilm |= box.Type is "moov" or "moof";
        }

        return meta is var (found, content) ? (found, content, hasFilm) : throw new InvalidDataException("It has no list of what is in it.");
    }

    private void Parse()
    {
        var reader = new IsoReader(Bytes, 0, Bytes.Length).Boxes().First();
        var boxes = new IsoReader(Bytes, reader.Body + 4, reader.End).Boxes().ToList();
        foreach (var box in boxes.Where(box => box.Type == "iinf"))
        {
            ReadItems(box);
        }

        foreach (var box in boxes)
        {
            switch (box.Type)
            {
                case "iloc":
                    ReadPlaces(box);
                    break;
                case "iref":
                    ReadReferences(box);
                    break;
                case "iprp":
                    ReadProperties(box);
                    break;
            }
        }

        foreach (var box in boxes.Where(box => box.Type == "pitm"))
        {
            var primary = IsoReader.Of(Bytes, box);
            var id = (uint)primary.Read(primary.ReadFull().Version == 0 ? 2 : 4);
            Primary = items.TryGetValue(id, out var item) ? item : throw new InvalidDataException("The picture that it should show is not in it.");
        }

        if (Primary.Id == 0 || PropertiesBox.Type is null)
        {
            throw new InvalidDataException("It does not say which of its pictures is shown.");
        }
    }

    private void ReadItems(IsoBox box)
    {
        var list = IsoReader.Of(Bytes, box);
        list.Read(list.ReadFull().Version == 0 ? 2 : 4);
        foreach (var entry in list.Boxes().Where(entry => entry.Type == "infe"))
        {
            var reader = IsoReader.Of(Bytes, entry);
            var version = reader.ReadFull().Version;
            if (version < 2)
            {
                continue; // from before there were pictures in it
            }

            var id = (uint)reader.Read(version == 2 ? 2 : 4);
            reader.Read(2);
            var type = reader.ReadType();
            var contentType = "";
            if (type == "mime")
            {
                reader.ReadText();
                contentType = reader.ReadText();
            }

            items[id] = new HeifItem(id, type, contentType);
        }
    }

    private void ReadPlaces(IsoBox box)
    {
        var reader = IsoReader.Of(Bytes, box);
        var version = reader.ReadFull().Version;
        var sizes = reader.ReadInt(2);
        var (offsetSize, lengthSize, baseSize, indexSize) = (sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, version is 1 or 2 ? sizes & 15 : 0);
        if (version > 2 || new[] { offsetSize, lengthSize, baseSize, indexSize }.Any(size => size is not (0 or 4 or 8)))
        {
            throw new InvalidDataException("Its list of places is of an unknown kind.");
        }

        var idSize = version < 2 ? 2 : 4;
        for (var count = reader.ReadInt(idSize); count > 0; count--)
        {
            var id = (uint)reader.Read(idSize);
            var method = version == 0 ? 0 : reader.ReadInt(2) & 15;
            var isElsewhere = reader.ReadInt(2) != 0;
            var origin = Offset(reader, baseSize);
            var extents = new List<(HeifOffset Offset, ulong Length)>();
            for (var pieces = reader.ReadInt(2); pieces > 0; pieces--)
            {
                reader.Read(indexSize);
                var offset = Offset(reader, offsetSize);
                extents.Add((offset, reader.Read(lengthSize)));
            }

            if (items.TryGetValue(id, out var item))
            {
                items[id] = item with { Place = new HeifPlace(method == 0, isElsewhere, origin, extents) };
            }
        }
    }

    private static HeifOffset Offset(IsoReader reader, int size)
    {
        var at = reader.At;
        return new HeifOffset(reader.Read(size), at, size);
    }

    private void ReadReferences(IsoBox box)
    {
        var list = IsoReader.Of(Bytes, box);
        var idSize = list.ReadFull().Version == 0 ? 2 : 4;
        foreach (var entry in list.Boxes())
        {
            var reader = IsoReader.Of(Bytes, entry);
            var from = (uint)reader.Read(idSize);
            for (var count = reader.ReadInt(2); count > 0; count--)
            {
                references.Add((entry.Type, from, (uint)reader.Read(idSize)));
            }
        }
    }

    private void ReadProperties(IsoBox box)
    {
        PropertiesBox = box;
        foreach (var part in IsoReader.Of(Bytes, box).Boxes())
        {
            if (part.Type == "ipco")
            {
                Properties = [.. IsoReader.Of(Bytes, part).Boxes()];
            }
            else if (part.Type == "ipma")
            {
                ReadAssociations(part);
            }
            else
            {
                throw new InvalidDataException($"It has an unknown box '{part.Type}' among its properties.");
            }
        }
    }

    private void ReadAssociations(IsoBox box)
    {
        var reader = IsoReader.Of(Bytes, box);
        var (version, flags) = reader.ReadFull();
        var size = (flags & 1) == 0 ? 1 : 2;
        for (var count = reader.ReadInt(4); count > 0; count--)
        {
            var id = (uint)reader.Read(version == 0 ? 2 : 4);
            var own = new List<HeifAssociation>();
            for (var left = reader.ReadInt(1); left > 0; left--)
            {
                var value = reader.ReadInt(size);
                var essential = 1 << ((8 * size) - 1);
                own.Add(new HeifAssociation(value & ~essential, (value & essential) != 0));
            }

            if (items.TryGetValue(id, out var item))
            {
                items[id] = item with { Properties = [.. item.Properties, .. own] };
            }
        }
    }
}

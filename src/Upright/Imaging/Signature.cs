namespace Upright.Imaging;

/// <summary>Formats that are known by their first bytes and not read: those no codec of <see cref="Codecs"/> takes.</summary>
internal static class Signature
{
    /// <summary>How many bytes of a file are worth looking at.</summary>
    public const int Length = 1024;

    private const string NoDecoder = "no decoder for it is shipped here";

    private static readonly (byte[] Start, string Name, string Missing)[] Refused =
    [
        ([0xFF, 0xD8, 0xFF, 0xF7], "JPEG-LS", NoDecoder),
        ("%PDF"u8.ToArray(), "PDF", "a document has pages, which DocumentUprighter and the tool turn"),
        ("%!PS"u8.ToArray(), "PostScript or EPS", NoDecoder),
        ([0xC5, 0xD0, 0xD3, 0xC6], "EPS", NoDecoder),
        ([0, 0, 2, 0], "CUR", NoDecoder),
        ([0x49, 0x49, 0xBC], "JPEG XR", NoDecoder),
        ("IIRO"u8.ToArray(), "Olympus raw (ORF)", NoDecoder),
        ("IIRS"u8.ToArray(), "Olympus raw (ORF)", NoDecoder),
        ("IIU\0"u8.ToArray(), "Panasonic raw (RW2)", NoDecoder),
        ("AT&TFORM"u8.ToArray(), "DjVu", NoDecoder),
        ([0x76, 0x2F, 0x31, 0x01], "OpenEXR", NoDecoder),
        ("#?RADIANCE"u8.ToArray(), "Radiance HDR", NoDecoder),
        ("gimp xcf"u8.ToArray(), "GIMP XCF", NoDecoder),
        ("qoif"u8.ToArray(), "QOI", NoDecoder),
        ("DDS "u8.ToArray(), "DDS", NoDecoder),
        ("SIMPLE  ="u8.ToArray(), "FITS", NoDecoder),
    ];

    // An output called so would be a picture under a lying name.
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".cr3", ".cur", ".dds", ".djvu", ".eps", ".exr", ".fits", ".hdr", ".jls", ".jxr", ".orf", ".pdf", ".ps", ".qoi",
        ".rw2", ".svg", ".xcf",
    };

    /// <summary>Whether files of a format that is neither read nor written here end like this.</summary>
    public static bool IsEndingOfRefused(string ending) => Endings.Contains(ending);

    /// <summary>Why a file that starts like this is refused.</summary>
    public static UprightException Refusal(ReadOnlySpan<byte> head)
    {
        foreach (var (start, name, missing) in Refused)
        {
            if (head.StartsWith(start))
            {
                return Unsupported(name, missing);
            }
        }

        return head switch
        {
            _ when HeifBrands.Of(head) is { } brands => RefusedMedia(brands),
            _ when head.IndexOf("<svg"u8) >= 0 => Unsupported("SVG", "a drawing has no pixels to turn"),
            _ => new UprightException(UprightError.NotAPicture),
        };
    }

    /// <summary>The error for a format that is known but not readable.</summary>
    public static UprightException Unsupported(string name, string missing = NoDecoder) =>
        new(UprightError.UnsupportedFormat, $"It is {name}: {Words.Of(missing)}.");

    private static UprightException RefusedMedia(HeifBrands brands) => brands.Major switch
    {
        "crx " => Unsupported("Canon raw (CR3)", NoDecoder),
        _ => Unsupported($"a media file of brand '{brands.Major.Trim()}'", NoDecoder),
    };
}

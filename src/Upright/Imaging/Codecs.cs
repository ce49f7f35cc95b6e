namespace Upright.Imaging;

/// <summary>The one table of formats: errors, help, OpenAPI, the page and the docs say what stands here.</summary>
internal static class Codecs
{
    public static IReadOnlyList<Codec> All { get; } =
    [
        new JpegCodec(), new PngCodec(), new WebPCodec(), new TiffCodec(), new GifCodec(), new AvifCodec(), new HeicCodec(), new RawCodec(),
        new BmpCodec(), new Jpeg2000Codec(), new JpegXlCodec(), new PnmCodec(), new PsdCodec(), new IcoCodec(),
    ];

    /// <summary>The codec of a format.</summary>
    public static Codec Of(PictureFormat format) => All.First(codec => codec.Format == format);

    /// <summary>The codec of a file that starts like this.</summary>
    /// <exception cref="UprightException">It is a format that cannot be read, or no picture.</exception>
    public static Codec Identify(ReadOnlySpan<byte> head)
    {
        foreach (var codec in All)
        {
            if (codec.Begins(head))
            {
                return codec;
            }
        }

        throw Signature.Refusal(head);
    }

    /// <summary>The codec whose files end like this name; null where none do.</summary>
    public static Codec? ByEnding(string path) => All.FirstOrDefault(codec => codec.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase));
}

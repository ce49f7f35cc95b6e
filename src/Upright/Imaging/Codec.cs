using NetVips;

namespace Upright.Imaging;

/// <summary>
/// All that Upright knows of one file format. To add a format is to add one of these to <see cref="Codecs"/>, with its tests.
/// </summary>
/// <param name="format">The format.</param>
/// <param name="name">What people call it.</param>
/// <param name="mediaType">What HTTP calls it.</param>
/// <param name="endings">How its files' names end, with the point, in lower case; the usual one first.</param>
internal abstract class Codec(PictureFormat format, string name, string mediaType, params string[] endings)
{
    /// <summary>What a pixel of a picture that is held as a whole counts for, in bytes: such pictures may have two thirds of the pixels of others.</summary>
    protected const int HeldBytesPerPixel = 12;

    // Chosen so that a second lossy generation does not show.
    private const int UsualQuality = 90;

    public PictureFormat Format => format;

    public string Name => name;

    public string MediaType => mediaType;

    public IReadOnlyList<string> Endings => endings;

    /// <summary>The format in which its pictures are written where their pixels change and nobody says another; its own where it is written.</summary>
    public virtual PictureFormat WrittenAs => format;

    /// <summary>Whether pictures are written in it.</summary>
    public bool CanWrite => WrittenAs == format;

    /// <summary>The most bits of a sample that its decoder gives.</summary>
    public virtual int MostBits => 16;

    /// <summary>The most bits of a sample that are written.</summary>
    public virtual int MostWrittenBits => MostBits;

    /// <summary>Whether its files are looked at and never written; a sidecar alone turns them.</summary>
    public virtual bool IsOnlyJudged => false;

    /// <summary>Whether it keeps transparency.</summary>
    public virtual bool KeepsAlpha => true;

    /// <summary>The most pixels each way that it holds.</summary>
    public virtual int LargestSide => int.MaxValue;

    /// <summary>Whether decoder and encoder hold the whole picture, and more than once: it costs them some twenty bytes a pixel, whatever is asked of them.</summary>
    public virtual bool HoldsAll => false;

    /// <summary>The quality at which it is written where nobody says another, 1 to 100.</summary>
    protected virtual int DefaultQuality => UsualQuality;

    /// <summary>Whether a file that begins like this is of this format; no two codecs say yes.</summary>
    /// <param name="head">The first bytes, <see cref="Signature.Length"/> of them where the file is so long.</param>
    public abstract bool Begins(ReadOnlySpan<byte> head);

    /// <summary>The codec of a file that begins as this format's do and may be of another all the same; usually this one.</summary>
    /// <param name="stream">The file.</param>
    public virtual Codec Closer(Stream stream) => this;

    /// <summary>Reads what the header says, and decodes nothing.</summary>
    /// <param name="info">What is known already.</param>
    /// <param name="source">The encoded picture.</param>
    /// <param name="limits">What it may cost.</param>
    public abstract PictureInfo ReadHeader(PictureInfo info, PictureSource source, DecodeLimits limits);

    /// <summary>What is rare about a file, where decoders may fail for that alone; null for what every decoder reads.</summary>
    /// <param name="source">The encoded picture.</param>
    public virtual string? RareKind(PictureSource source) => null;

    /// <summary>Opens the picture at full size, as it is stored.</summary>
    /// <param name="source">The encoded picture.</param>
    /// <param name="access">In which order its pixels will be asked for.</param>
    /// <param name="limits">What it may cost.</param>
    public abstract Image Open(PictureSource source, Enums.Access access, DecodeLimits limits);

    /// <summary>Opens for a picture smaller by up to <paramref name="factor"/>, letting the decoder do what it can of the shrinking.</summary>
    /// <param name="source">The encoded picture.</param>
    /// <param name="factor">How much smaller it may be, 1 or more, so that a pixel is left.</param>
    /// <param name="limits">What it may cost.</param>
    public virtual Image OpenShrunk(PictureSource source, double factor, DecodeLimits limits) => Open(source, Enums.Access.Sequential, limits);

    /// <summary>Attaches what describes the picture in its file and the decoder did not carry.</summary>
    /// <param name="image">The opened picture.</param>
    /// <param name="stream">Its file.</param>
    /// <returns>A copy to be disposed.</returns>
    public virtual Image Describe(Image image, Stream stream) => OriginalDescriptions.Attach(image, format, Descriptions(stream));

    /// <summary>The parts of a file that describe the picture, as they stand there; empty where the decoder carries them all.</summary>
    protected virtual byte[] Descriptions(Stream stream) => [];

    /// <summary>Puts descriptions into the file that the encoder writes; null where the encoder's own file is good.</summary>
    /// <param name="original">What <see cref="Descriptions"/> found in an input of this format; null otherwise.</param>
    /// <param name="exif">The EXIF block of the written picture; null when there is none.</param>
    /// <param name="width">The written picture's width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="options">How it is written.</param>
    public virtual HeaderRewriter? Rewriter(byte[]? original, byte[]? exif, int width, int height, EncodeOptions options) => null;

    /// <summary>IPTC as this format holds it.</summary>
    public virtual byte[] Iptc(byte[] block) => block;

    /// <summary>Whether there is a tag that turns the picture for every viewer.</summary>
    public virtual bool HasOrientationTag => false;

    /// <summary>Whether quarter turns are carried out by that tag: every reader heeds it, and to encode again would cost more.</summary>
    public virtual bool IsTurnedByItsTag => false;

    /// <summary>What to change in a file for another orientation; null where its description is damaged or full.</summary>
    /// <param name="source">The file.</param>
    /// <param name="orientation">1 to 8, of the picture as it is stored.</param>
    public IReadOnlyList<Splice>? SetOrientation(PictureSource source, int orientation)
    {
        using var stream = source.OpenRead();
        return SetOrientation(source, stream, orientation);
    }

    /// <summary>The same, of a file that is open.</summary>
    protected virtual IReadOnlyList<Splice>? SetOrientation(PictureSource source, Stream stream, int orientation) =>
        throw new UprightException(UprightError.CannotTag, $"{name} has no orientation tag that viewers respect.");

    /// <summary>Writes a picture.</summary>
    /// <param name="image">With what describes it, as it holds.</param>
    /// <param name="stream">Gets the file; seekable where <see cref="Rewriter"/> says nothing.</param>
    /// <param name="options">How.</param>
    /// <exception cref="UprightException">The format is not written, cannot hold a picture of this size, or the stream would not take it.</exception>
    public void Write(Image image, Stream stream, EncodeOptions options)
    {
        if (!CanWrite)
        {
            throw new UprightException(UprightError.CannotEncode, $"{name} is read and not written; {WrittenAs} would hold the picture.");
        }

        if (image.Width > LargestSide || image.Height > LargestSide)
        {
            throw new UprightException(
                UprightError.CannotEncode, $"{image.Width} × {image.Height} pixels are too many for {name}, which holds {LargestSide} each way.");
        }

        Save(image, stream, options, options.Quality ?? DefaultQuality);
    }

    /// <summary>Encodes a picture that the format can hold.</summary>
    protected virtual void Save(Image image, Stream stream, EncodeOptions options, int quality) => throw new NotSupportedException(name);
}

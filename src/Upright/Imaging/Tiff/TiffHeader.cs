namespace Upright.Imaging;

/// <summary>What the first directory of a TIFF tells that libvips does not.</summary>
/// <param name="Compression">The value of the compression tag; 1 is none.</param>
/// <param name="IsCameraRaw">Whether it is a DNG, NEF, ARW…: a small preview first, the raw data where libtiff does not look.</param>
internal sealed record TiffHeader(int Compression, bool IsCameraRaw)
{
    private const int NewSubfileType = 254;
    private const int CompressionTag = 259;
    private const int SubIfds = 330;
    private const int DngVersion = 50706;
    private const int MostValueBytes = 1024;

    /// <summary>Reads the first directory; a damaged one is left for the decoder to complain about.</summary>
    public static TiffHeader Read(Stream stream)
    {
        var directory = TiffReader.Read(stream, MostValueBytes);
        var isPreview = ((directory.Number(NewSubfileType) ?? 0) & 1) != 0;
        return new TiffHeader(
            directory.Number(CompressionTag) ?? 1,
            directory.Has(DngVersion) || (isPreview && directory.Has(SubIfds)));
    }
}

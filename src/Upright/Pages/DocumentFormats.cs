using Upright.Files;
using Upright.Imaging;

namespace Upright.Pages;

/// <summary>Tells documents of pages from pictures, by their content.</summary>
public static class DocumentFormats
{
    // Acrobat accepts a PDF that begins somewhere in the first kilobyte.
    private const int SearchedBytes = 1024;

    /// <summary>The format of a document that a seekable stream holds from its beginning; null for a picture, a TIFF of one page, or anything else.</summary>
    /// <param name="stream">Stays open, and is left at its beginning.</param>
    public static DocumentFormat? Identify(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> head = stackalloc byte[SearchedBytes];
        stream.Position = 0;
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        // What begins as a PDF and is damaged from its fifth byte on is a damaged PDF.
        DocumentFormat? format = head.IndexOf("%PDF"u8) >= 0 || IsWithoutHead(head, stream) ? DocumentFormat.Pdf : TiffReader.Open(stream, mostValueBytes: 0)?.PageOffsets().Skip(1).Any() == true ? DocumentFormat.Tiff : null;
        stream.Position = 0;
        return format;
    }

    // Readers find a PDF by its end, too: its first line may be lost.
    private static bool IsWithoutHead(ReadOnlySpan<byte> head, Stream stream)
    {
        if (head.IndexOf(" 0 obj"u8) < 0)
        {
            return false;
        }

        Span<byte> tail = stackalloc byte[SearchedBytes];
        stream.Position = Math.Max(0, stream.Length - tail.Length);
        tail = tail[..stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false)];
        return tail.IndexOf("startxref"u8) >= 0;
    }

    /// <summary>The format of a document in a file; null for a picture, a TIFF of one page, or anything else.</summary>
    /// <exception cref="UprightException">The file is missing, a directory or unreadable.</exception>
    public static DocumentFormat? Identify(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length > 0 && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            return null; // nothing in it; or a pipe, which can be read once only
        }

        using var stream = InputFile.Open(path);
        return stream.CanSeek ? Identify(stream) : null;
    }
}

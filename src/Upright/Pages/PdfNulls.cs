using System.Text;
using System.Text.RegularExpressions;
using Upright.Files;

namespace Upright.Pages;

/// <summary>
/// A PDF without the entries of streams that say "null", which is to say nothing (ISO 32000-1, 7.3.7): PdfPig does not take
/// <c>/Filter null</c>, and finds no object behind cross references that have it. Only for reading: the file stays as it is.
/// </summary>
internal sealed partial class PdfNulls : ReadOnlyStream
{
    private const int Piece = 1 << 16;
    private const int Overlap = 64; // an entry is shorter

    private readonly Stream file;
    private readonly List<(long Start, int Length)> entries = [];

    /// <summary>Searches a file for such entries.</summary>
    /// <param name="file">It belongs to this stream.</param>
    public PdfNulls(Stream file)
    {
        this.file = file;
        var buffer = new byte[Piece + Overlap];
        for (long start = 0; start < file.Length; start += Piece)
        {
            file.Position = start;
            var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (buffer.AsSpan(0, read).IndexOf("null"u8) < 0)
            {
                continue;
            }

            foreach (Match entry in Entry().Matches(Encoding.Latin1.GetString(buffer, 0, read)))
            {
                if (entry.Index < Piece)
                {
                    entries.Add((start + entry.Index, entry.Length));
                }
            }
        }

        file.Position = 0;
    }

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var at = file.Position;
        var read = file.Read(buffer);
        foreach (var (start, length) in entries)
        {
            var (first, end) = (Math.Max(start, at), Math.Min(start + length, at + read));
            if (first < end)
            {
                buffer[(int)(first - at)..(int)(end - at)].Fill((byte)' ');
            }
        }

        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    [GeneratedRegex(@"/(?:Filter|DecodeParms|Index|Prev)\s{1,20}null(?=[\s/>])", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Upright.Tests.Pages;

/// <summary>
/// A PDF of upright pages of letters as well-known programs lay their objects out: in which order, in streams of objects or not,
/// with a table of cross references, a stream, or both.
/// </summary>
internal sealed class ProducedPdf : IDisposable
{
    private const string Font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

    private readonly MemoryStream file = new();
    private readonly SortedDictionary<int, (int Kind, long Place, int Index)> places = [];

    private ProducedPdf() => Write("%PDF-1.7\n%\u00e4\u00fc\u00f6\u00df\n");

    /// <summary>LibreOffice: contents, each with its length behind it, fonts, pages, their tree and the catalog at the end, a table.</summary>
    public static byte[] LibreOffice(int pages)
    {
        using var pdf = new ProducedPdf();
        int tree = 1, font = 2, catalog = 3;
        for (var page = 0; page < pages; page++)
        {
            pdf.Stream(10 + (3 * page), $"/Filter/FlateDecode/Length {11 + (3 * page)} 0 R", Content(page), out var length);
            pdf.Object(11 + (3 * page), $"{length}");
        }

        pdf.Object(font, Font);
        for (var page = 0; page < pages; page++)
        {
            pdf.Object(12 + (3 * page), Page(tree, font, 10 + (3 * page)));
        }

        pdf.Object(tree, Tree(Enumerable.Range(0, pages).Select(page => 12 + (3 * page))));
        pdf.Object(catalog, Catalog(tree));
        pdf.Table(10 + (3 * pages), $"/Root {catalog} 0 R", all: true);
        return pdf.file.ToArray();
    }

    /// <summary>pdfTeX: contents and fonts, then everything else in a stream of objects, then a stream of cross references.</summary>
    /// <param name="pages">How many pages.</param>
    /// <param name="entries">Entries of the catalog besides its pages.</param>
    /// <param name="packed">Whether the cross references are compressed; if not, their filter is said to be null.</param>
    public static byte[] PdfTex(int pages, string entries = "", bool packed = true)
    {
        using var pdf = new ProducedPdf();
        int tree = 1, font = 2, catalog = 3, together = 4, references = 5;
        for (var page = 0; page < pages; page++)
        {
            pdf.Stream(10 + (2 * page), "/Filter/FlateDecode", Content(page), out _);
        }

        pdf.Together(together, [
            (font, Font),
            .. Enumerable.Range(0, pages).Select(page => (11 + (2 * page), Page(tree, font, 10 + (2 * page)))),
            (tree, Tree(Enumerable.Range(0, pages).Select(page => 11 + (2 * page)))),
            (catalog, Catalog(tree, entries))]);
        pdf.References(references, 10 + (2 * pages), $"/Root {catalog} 0 R", packed);
        pdf.End(pdf.places[references].Place);
        return pdf.file.ToArray();
    }

    /// <summary>Word: the catalog first, each page before its content, a stream of cross references, a table, and a second one that knows of both.</summary>
    public static byte[] Word(int pages)
    {
        using var pdf = new ProducedPdf();
        int catalog = 1, tree = 2, font = 3, references = 4;
        pdf.Object(catalog, Catalog(tree));
        pdf.Object(tree, Tree(Enumerable.Range(0, pages).Select(page => 10 + (2 * page))));
        for (var page = 0; page < pages; page++)
        {
            pdf.Object(10 + (2 * page), Page(tree, font, 11 + (2 * page)));
            pdf.Stream(11 + (2 * page), "/Filter/FlateDecode", Content(page), out _);
        }

        pdf.Object(font, Font);
        pdf.References(references, 10 + (2 * pages), $"/Root {catalog} 0 R");
        var stream = pdf.places[references].Place;
        var table = pdf.Table(10 + (2 * pages), $"/Root {catalog} 0 R", all: true);
        var second = pdf.file.Position;
        pdf.Write($"xref\n0 0\ntrailer\n<</Size {10 + (2 * pages)}/Root {catalog} 0 R/Prev {table}/XRefStm {stream}>>\n");
        pdf.End(second);
        return pdf.file.ToArray();
    }

    /// <summary>What LibreOffice wrote of one page, and an update that adds the others.</summary>
    /// <param name="pages">All of them.</param>
    /// <param name="streams">Whether the update has a stream of objects and one of cross references.</param>
    public static byte[] Updated(int pages, bool streams)
    {
        var first = LibreOffice(1);
        using var pdf = new ProducedPdf();
        pdf.file.SetLength(0);
        pdf.file.Write(first);
        List<(int Number, string Body)> added = [];
        for (var page = 1; page < pages; page++)
        {
            pdf.Stream(20 + (2 * page), "/Filter/FlateDecode", Content(page), out _);
            added.Add((21 + (2 * page), Page(1, 2, 20 + (2 * page))));
        }

        added.Add((1, Tree([12, .. Enumerable.Range(1, pages - 1).Select(page => 21 + (2 * page))])));
        var before = PlaceOfReferences(first);
        var size = 30 + (2 * pages);
        if (streams)
        {
            pdf.Together(18, added);
            pdf.References(19, size, $"/Root 3 0 R/Prev {before}");
            pdf.End(pdf.places[19].Place);
            return pdf.file.ToArray();
        }

        foreach (var (number, body) in added)
        {
            pdf.Object(number, body);
        }

        pdf.Table(size, $"/Root 3 0 R/Prev {before}", all: false);
        return pdf.file.ToArray();
    }

    public void Dispose() => file.Dispose();

    // Letters that differ from page to page, so that contents do not compress to nothing.
    private static byte[] Content(int page) => Encoding.Latin1.GetBytes(DrawnPdf.Letters(lines: 20 + page));

    private static string Page(int tree, int font, int content) => $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>>>";

    private static string Tree(IEnumerable<int> pages) => $"<</Type/Pages/Kids[{string.Join(' ', pages.Select(page => $"{page} 0 R"))}]/Count {pages.Count()}>>";

    private static string Catalog(int tree, string entries = "") => $"<</Type/Catalog/Pages {tree} 0 R{entries}>>";

    private static long PlaceOfReferences(byte[] pdf)
    {
        var tail = Encoding.Latin1.GetString(pdf[^60..]);
        return long.Parse(tail[(tail.IndexOf("startxref", StringComparison.Ordinal) + 9)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }

    private void Object(int number, string body)
    {
        places[number] = (1, file.Position, 0);
        Write($"{number} 0 obj\n{body}\nendobj\n");
    }

    private void Stream(int number, string entries, byte[] content, out int length)
    {
        var data = entries.Contains("/FlateDecode", StringComparison.Ordinal) ? Packed(content) : content;
        length = data.Length;
        places[number] = (1, file.Position, 0);
        Write($"{number} 0 obj\n<<{entries}{(entries.Contains("/Length", StringComparison.Ordinal) ? "" : $"/Length {length}")}>>\nstream\n");
        file.Write(data);
        Write("\nendstream\nendobj\n");
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return packed.ToArray();
    }

    private void Together(int number, List<(int Number, string Body)> objects)
    {
        StringBuilder heads = new(), bodies = new();
        foreach (var (index, (inner, body)) in objects.Index())
        {
            heads.Append(CultureInfo.InvariantCulture, $"{inner} {bodies.Length} ");
            bodies.Append(body).Append('\n');
            places[inner] = (2, number, index);
        }

        Stream(number, $"/Type/ObjStm/Filter/FlateDecode/N {objects.Count}/First {heads.Length}", Encoding.Latin1.GetBytes($"{heads}{bodies}"), out _);
    }

    private void References(int number, int size, string entries, bool packed = true)
    {
        places[number] = (1, file.Position, 0);
        var rows = new byte[places.Count * 7];
        foreach (var (row, (kind, place, index)) in places.Values.Index())
        {
            rows[row * 7] = (byte)kind;
            BinaryPrimitives.WriteUInt32BigEndian(rows.AsSpan((row * 7) + 1), (uint)place);
            BinaryPrimitives.WriteUInt16BigEndian(rows.AsSpan((row * 7) + 5), (ushort)index);
        }

        Stream(number, $"/Type/XRef{(packed ? "/Filter/FlateDecode" : "/Filter null/DecodeParms null")}/W[1 4 2]/Index[{string.Join(' ', places.Keys.Select(key => $"{key} 1"))}]/Size {size}{entries}", rows, out _);
    }

    private long Table(int size, string entries, bool all)
    {
        var at = file.Position;
        Write(all ? "xref\n0 1\n0000000000 65535 f \n" : "xref\n");
        foreach (var (number, (_, place, _)) in places.Where(entry => entry.Value.Kind == 1))
        {
            Write($"{number} 1\n{place:D10} 00000 n \n");
        }

        Write($"trailer\n<</Size {size}{entries}>>\n");
        End(at);
        return at;
    }

    private void End(long place) => Write($"startxref\n{place}\n%%EOF\n");

    private void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
}

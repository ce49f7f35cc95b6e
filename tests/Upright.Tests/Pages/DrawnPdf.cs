using System.Globalization;
using System.Text;

namespace Upright.Tests.Pages;

/// <summary>A PDF written by hand, object by object, as the standard has it.</summary>
internal sealed class DrawnPdf
{
    public const double Width = 595;
    public const double Height = 842;

    private readonly List<byte[]> objects = [];
    private readonly List<int> pages = [];
    private readonly int font;

    public DrawnPdf()
    {
        Add("catalog"); // 1 and 2 are filled in at the end
        Add("pages");
        font = Add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    }

    /// <summary>Entries of the catalog besides its pages.</summary>
    public string Catalog { get; set; } = "";

    /// <summary>Entries of the trailer besides its size and catalog.</summary>
    public string Trailer { get; set; } = "";

    /// <summary>The object number of a page, from 1.</summary>
    public int PageObject(int number) => pages[number - 1];

    public int Add(string body)
    {
        objects.Add(Encoding.Latin1.GetBytes(body));
        return objects.Count;
    }

    public void Replace(int number, string body) => objects[number - 1] = Encoding.Latin1.GetBytes(body);

    public int AddStream(string entries, byte[] data)
    {
        objects.Add([.. Encoding.Latin1.GetBytes($"<<{entries}/Length {data.Length}>>\nstream\n"), .. data, .. "\nendstream"u8]);
        return objects.Count;
    }

    /// <summary>Adds a page of A4 with a content and other entries.</summary>
    public int AddPage(string content, string entries = "", string resources = "", string mediaBox = "0 0 595 842")
    {
        var contents = AddStream("", Encoding.Latin1.GetBytes(content));
        pages.Add(Add($"<</Type/Page/Parent 2 0 R/MediaBox[{mediaBox}]/Contents {contents} 0 R/Resources<</Font<</F1 {font} 0 R>>{resources}>>{entries}>>"));
        return pages.Count;
    }

    /// <summary>Adds a page that shows one picture.</summary>
    /// <param name="picture">The picture's object.</param>
    /// <param name="matrix">Where its unit square lies.</param>
    /// <param name="entries">Other entries of the page.</param>
    public int AddScan(int picture, string matrix = "595 0 0 842 0 0", string entries = "") =>
        AddPage($"q {matrix} cm /Im0 Do Q", entries, $"/XObject<</Im0 {picture} 0 R>>");

    /// <summary>Lines of letters, drawn turned counter-clockwise about the middle of the page.</summary>
    public static string Letters(double counterClockwise = 0, int lines = 30)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(counterClockwise));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"q {cos:0.#########} {sin:0.#########} {-sin:0.#########} {cos:0.#########} {Width / 2} {Height / 2} cm\n");
        for (var line = 0; line < lines; line++)
        {
            text.Append(CultureInfo.InvariantCulture, $"BT /F1 11 Tf 1 0 0 1 -180 {200 - (14 * line)} Tm (Line {line + 1} of the letters, as a program sets them.) Tj ET\n");
        }

        return text.Append('Q').ToString();
    }

    public byte[] Bytes()
    {
        objects[0] = Encoding.Latin1.GetBytes($"<</Type/Catalog/Pages 2 0 R{Catalog}>>");
        objects[1] = Encoding.Latin1.GetBytes($"<</Type/Pages/Kids[{string.Join(' ', pages.Select(page => $"{page} 0 R"))}]/Count {pages.Count}>>");
        using var file = new MemoryStream();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var table = new StringBuilder($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var (index, body) in objects.Index())
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Position:D10} 00000 n \n");
            Write($"{index + 1} 0 obj\n");
            file.Write(body);
            Write("\nendobj\n");
        }

        var at = file.Position;
        Write($"{table}trailer\n<</Size {objects.Count + 1}/Root 1 0 R{Trailer}>>\nstartxref\n{at}\n%%EOF\n");
        return file.ToArray();
    }

    /// <summary>A document of one page with such content.</summary>
    public static byte[] OfPage(string content, string entries = "", string mediaBox = "0 0 595 842")
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(content, entries, mediaBox: mediaBox);
        return pdf.Bytes();
    }
}

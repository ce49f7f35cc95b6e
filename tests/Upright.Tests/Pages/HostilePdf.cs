using System.Text;

namespace Upright.Tests.Pages;

/// <summary>Documents that end, or keep busy, whoever reads them.</summary>
internal static class HostilePdf
{
    private const string Form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]";

    /// <summary>An upright page, one with two forms that draw each other, and one on its side.</summary>
    public static byte[] DrawsItself()
    {
        var pdf = new DrawnPdf();
        pdf.AddPage(DrawnPdf.Letters());
        int one = pdf.Add("one"), other = pdf.Add("the other");
        pdf.Replace(one, Drawing(other));
        pdf.Replace(other, Drawing(one));
        pdf.AddPage("/F Do", resources: $"/XObject<</F {one} 0 R>>");
        pdf.AddPage(DrawnPdf.Letters(90));
        return pdf.Bytes();
    }

    /// <summary>Cross references whose numbers have two billion bytes.</summary>
    public static byte[] AbsurdWidths()
    {
        const string Head = "%PDF-1.5\n";
        return Encoding.Latin1.GetBytes($"{Head}1 0 obj\n<</Type/XRef/Size 3/W[1 2000000000 1]/Index[0 3]/Root 2 0 R/Length 30>>\nstream\n{new string('\u0001', 30)}\nendstream\nendobj\n2 0 obj\n<</Type/Catalog>>\nendobj\nstartxref\n{Head.Length}\n%%EOF\n");
    }

    private static string Drawing(int form) => $"<<{Form}/Resources<</XObject<</F {form} 0 R>>>>/Length 30>>\nstream\n0.5 0 0 0.5 25 25 cm /F Do   \nendstream";

    /// <summary>Forms that each draw the next one ten times: some thousand bytes, ten to the ninth operations.</summary>
    public static byte[] Busy()
    {
        var pdf = new DrawnPdf();
        var inner = pdf.AddStream(Form, "0 0 1 1 re f"u8.ToArray());
        for (var level = 0; level < 9; level++)
        {
            inner = pdf.AddStream($"{Form}/Resources<</XObject<</F {inner} 0 R>>>>", Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("/F Do ", 10))));
        }

        pdf.AddPage("/F Do", resources: $"/XObject<</F {inner} 0 R>>");
        return pdf.Bytes();
    }
}

using System.Globalization;
using System.Text;
using NetVips;

namespace Upright.Bench;

/// <summary>A PDF of scanned pages: each a grey JPEG of A4 at 200 dots to the inch, with lines of text as bars, a little askew.</summary>
internal static class ScannedPdf
{
    private const int Width = 1654;
    private const int Height = 2339;

    /// <summary>Draws it, page by page.</summary>
    public static void Draw(string path, int pages)
    {
        byte[][] scans = [.. Enumerable.Range(0, 8).Select(Scan)];
        using var file = File.Create(path);
        List<long> places = [];
        Write("%PDF-1.7\n");
        Object("<</Type/Catalog/Pages 2 0 R>>");
        Object($"<</Type/Pages/Kids[{string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{3 + (3 * i)} 0 R"))}]/Count {pages}>>");
        for (var i = 0; i < pages; i++)
        {
            var (scan, page) = (scans[i % scans.Length], 3 + (3 * i));
            Object($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {page + 1} 0 R/Resources<</XObject<</Im0 {page + 2} 0 R>>>>>>");
            Object("<</Length 30>>\nstream\nq 595 0 0 842 0 0 cm /Im0 Do Q\nendstream");
            Begin();
            Write($"<</Type/XObject/Subtype/Image/Width {Width}/Height {Height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length {scan.Length}>>\nstream\n");
            file.Write(scan);
            Write("\nendstream\nendobj\n");
        }

        var table = file.Position;
        Write($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => Write(place.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n"));
        Write($"trailer\n<</Size {places.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");

        void Object(string body)
        {
            Begin();
            Write(body + "\nendobj\n");
        }

        void Begin()
        {
            places.Add(file.Position);
            Write($"{places.Count} 0 obj\n");
        }

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }

    private static byte[] Scan(int seed)
    {
        Random random = new(seed);
        using var grain = Image.Gaussnoise(Width, Height, sigma: 3, mean: 240, seed: seed);
        using var paper = grain.Cast(Enums.BandFormat.Uchar);
        using var page = paper.Mutate(image =>
        {
            for (var y = 250; y < Height - 300; y += 38)
            {
                for (var x = 200; x < Width - 250;)
                {
                    var word = random.Next(30, 140);
                    image.DrawRect([40], x, y, word, 16, fill: true);
                    x += word + 16;
                }
            }
        });
        using var askew = page.Rotate((random.NextDouble() * 4) - 2, background: [240]);
        using var scan = askew.Crop((askew.Width - Width) / 2, (askew.Height - Height) / 2, Width, Height);
        return scan.JpegsaveBuffer(q: 80);
    }
}

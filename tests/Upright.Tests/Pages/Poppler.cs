using System.Globalization;
using NetVips;

namespace Upright.Tests.Pages;

/// <summary>What poppler, which shares no code with what is tested, makes of a document.</summary>
internal sealed class Poppler : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upright-pdf-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public string Save(byte[] pdf, string name = "document.pdf")
    {
        File.WriteAllBytes(this[name], pdf);
        return this[name];
    }

    /// <summary>A page in grey, at some dots per inch; to be disposed.</summary>
    public Image Render(byte[] pdf, int page = 1, double dpi = 72)
    {
        var stem = this[Path.GetRandomFileName()];
        Needs.Output("pdftoppm", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-f", $"{page}", "-l", $"{page}", "-cropbox", "-gray", "-singlefile", "-png", Save(pdf), stem);
        using var image = Image.NewFromFile(stem + ".png");
        return image.CopyMemory();
    }

    /// <summary>The text of a page, words in reading order.</summary>
    public string Text(byte[] pdf) => Needs.Output("pdftotext", Save(pdf), "-");

    /// <summary>How much two pictures differ where the first one is: mean of differences, 0 to 255, after a slight blur.</summary>
    public static double Difference(Image one, Image other)
    {
        int width = Math.Min(one.Width, other.Width), height = Math.Min(one.Height, other.Height);
        using var a = one.Crop((one.Width - width) / 2, (one.Height - height) / 2, width, height).Gaussblur(1.5);
        using var b = other.Crop((other.Width - width) / 2, (other.Height - height) / 2, width, height).Gaussblur(1.5);
        return (a - b).Abs().Avg();
    }

    public void Dispose() => folder.Delete(recursive: true);
}

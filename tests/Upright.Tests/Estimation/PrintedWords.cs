using NetVips;

namespace Upright.Tests.Estimation;

/// <summary>Words that a test prints on off-white paper, in fonts of its own, so that they look alike on every machine.</summary>
internal static class PrintedWords
{
    /// <summary>The fonts that come with the tests, by their families.</summary>
    private static readonly Dictionary<string, string> Fonts = new() { ["DejaVu Sans"] = "DejaVuSans.ttf", ["DejaVu Serif"] = "DejaVuSerif.ttf" };

    /// <summary>The words' coverage, 0 to 255, cropped to them. Skips the test where no letters can be drawn.</summary>
    /// <param name="text">The words.</param>
    /// <param name="family">DejaVu Sans or DejaVu Serif.</param>
    /// <param name="points">Size at 150 dots to the inch.</param>
    /// <param name="enlarged">
    /// By how much larger the letters are drawn and then reduced: from four times on, nothing is left of what the machine's
    /// hinting does to their edges.
    /// </param>
    public static Image Coverage(string text, string family = "DejaVu Sans", int points = 12, int enlarged = 1)
    {
        try
        {
            using var letters = Image.Text(text, font: $"{family} {points}", fontfile: Path.Combine(Repository.Root, "tests", "Upright.Tests", "Fonts", Fonts[family]), dpi: 150 * enlarged);
            return letters.Resize(1.0 / enlarged);
        }
        catch (VipsException exception)
        {
            Needs.Missing($"No letters can be drawn: {exception.Message}");
            throw;
        }
    }

    /// <summary>Dark ink on paper of 252, grey.</summary>
    public static Image OnPaper(Image coverage)
    {
        using var ink = coverage * -0.85;
        using var grey = ink + 252;
        return grey.Cast(Enums.BandFormat.Uchar);
    }

    /// <summary>A grey page as a picture in colour.</summary>
    public static Image InColour(Image page)
    {
        using var bands = page.Bandjoin(page, page);
        return bands.Copy(interpretation: Enums.Interpretation.Srgb);
    }
}

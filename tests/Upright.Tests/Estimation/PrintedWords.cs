using NetVips;

namespace Upright.Tests.Estimation;

/// <summary>Words that a test prints on off-white paper.</summary>
internal static class PrintedWords
{
    /// <summary>The words' coverage, 0 to 255, cropped to them. Skips the test where no letters can be drawn.</summary>
    public static Image Coverage(string text)
    {
        try
        {
            return Image.Text(text, font: "sans 12", dpi: 150);
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

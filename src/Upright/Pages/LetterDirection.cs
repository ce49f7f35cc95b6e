using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace Upright.Pages;

/// <summary>The direction in which most letters of a page stand.</summary>
/// <param name="Angle">By how much the page must be turned for them to stand upright.</param>
/// <param name="Share">The share of the letters, 0 to 1, that stand within a degree of it.</param>
/// <param name="Count">How many visible letters there are.</param>
internal sealed record LetterDirection(Angle Angle, double Share, int Count)
{
    private const double Same = 1; // degrees
    private const double LeastArea = 1e-6;

    /// <summary>
    /// Probability that the angle is right: two voters who each pick a letter at random and agree, times a discount for
    /// few letters. A rule, not a calibration.
    /// </summary>
    public double Confidence => Share * Share / ((Share * Share) + ((1 - Share) * (1 - Share))) * Count / (Count + 1.0);

    /// <summary>The vote of the visible letters, each by its glyph's own upright, so that vertical writing counts as upright; null without any.</summary>
    public static LetterDirection? Of(IEnumerable<Letter> letters)
    {
        var directions = letters.Where(IsVisible).Select(DirectionOf).OfType<double>().Order().ToArray();
        if (directions.Length == 0)
        {
            return null;
        }

        // The window of one degree either way, on the circle, that holds most; its middle letter is the answer.
        double[] circle = [.. directions, .. directions.Select(degrees => degrees + 360)];
        var (best, bestCount) = (0, 0);
        for (int from = 0, to = 0; from < directions.Length; from++)
        {
            while (to < circle.Length && circle[to] - circle[from] <= 2 * Same)
            {
                to++;
            }

            if (to - from > bestCount)
            {
                (best, bestCount) = (from, to - from);
            }
        }

        return new LetterDirection(new Angle(circle[best + (bestCount / 2)]), Math.Min(1, (double)bestCount / directions.Length), directions.Length);
    }

    // Scanning programs lay what they read invisibly over the page; that is their guess and not the page.
    private static bool IsVisible(Letter letter) =>
        letter.RenderingMode is not (TextRenderingMode.Neither or TextRenderingMode.NeitherClip) && !string.IsNullOrWhiteSpace(letter.Value);

    /// <summary>Degrees that the letter leans counter-clockwise, so that it must be turned clockwise by them; null for a mirrored or empty one.</summary>
    private static double? DirectionOf(Letter letter)
    {
        var glyph = letter.BoundingBox;
        double x = glyph.BottomRight.X - glyph.BottomLeft.X, y = glyph.BottomRight.Y - glyph.BottomLeft.Y;
        double upX = glyph.TopLeft.X - glyph.BottomLeft.X, upY = glyph.TopLeft.Y - glyph.BottomLeft.Y;
        return (x * upY) - (y * upX) > LeastArea ? double.RadiansToDegrees(Math.Atan2(y, x)) : null;
    }
}

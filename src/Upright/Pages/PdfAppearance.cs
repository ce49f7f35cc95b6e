using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>What an annotation looks like, turned with the content under it.</summary>
internal static class PdfAppearance
{
    /// <summary>
    /// A reader stretches the appearance's box, its matrix applied, to the annotation's rectangle. That stretching and the
    /// turn become part of the matrix; around the turned rectangle nothing is left to be stretched.
    /// </summary>
    /// <param name="objects">The file.</param>
    /// <param name="appearance">The appearance, which other annotations may share.</param>
    /// <param name="rectangle">The annotation's rectangle before the turn.</param>
    /// <param name="turn">The turn.</param>
    public static StreamToken Moved(PdfObjects objects, StreamToken appearance, PdfRectangle rectangle, PageTurn turn)
    {
        var dictionary = appearance.StreamDictionary;
        if (objects.Rectangle(dictionary.Data.GetValueOrDefault("BBox")) is not { } box)
        {
            return appearance;
        }

        var matrix = PdfMatrix.Of(objects, dictionary);
        var drawn = PageTurn.BoundsOf(matrix.Transform(box));
        double across = Stretch(rectangle.Width, drawn.Width), up = Stretch(rectangle.Height, drawn.Height);
        var stretch = TransformationMatrix.FromValues(
            across, 0, 0, up, rectangle.Left - (across * drawn.Left), rectangle.Bottom - (up * drawn.Bottom));
        return new StreamToken(dictionary.With("Matrix", PdfMatrix.ToToken(matrix.Multiply(stretch).Multiply(turn.Move))), appearance.Data);
    }

    private static double Stretch(double to, double from) => from > 0 ? to / from : 1;
}

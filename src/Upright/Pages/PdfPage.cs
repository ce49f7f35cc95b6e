using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>One page as an object of its file, with what it inherits from the nodes above it.</summary>
/// <param name="Reference">Its object.</param>
/// <param name="Dictionary">Its own entries.</param>
/// <param name="Inherited">Entries of the nodes above it that it has not itself.</param>
internal sealed record PdfPage(IndirectReference Reference, DictionaryToken Dictionary, DictionaryToken Inherited)
{
    private static readonly PdfRectangle Letter = new(0, 0, 612, 792);

    /// <summary>An entry of its own or inherited.</summary>
    public IToken? Entry(string key) => Dictionary.Data.GetValueOrDefault(key) ?? Inherited.Data.GetValueOrDefault(key);

    /// <summary>The degrees, a multiple of 90 in 0 to 270, by which it is turned clockwise when shown.</summary>
    public int Rotation(PdfObjects objects) =>
        objects.Get<NumericToken>(Entry("Rotate")) is { } rotate && rotate.Double % 90 == 0 ? (int)(((rotate.Double % 360) + 360) % 360) : 0;

    /// <summary>The sheet.</summary>
    public PdfRectangle MediaBox(PdfObjects objects) => objects.Rectangle(Entry("MediaBox")) ?? Letter;

    /// <summary>What is shown of the sheet.</summary>
    public PdfRectangle CropBox(PdfObjects objects)
    {
        var sheet = MediaBox(objects);
        return objects.Rectangle(Entry("CropBox"))?.Intersect(sheet) ?? sheet;
    }
}

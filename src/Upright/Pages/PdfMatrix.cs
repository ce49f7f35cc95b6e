using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Upright.Pages;

/// <summary>The /Matrix of patterns and appearances.</summary>
internal static class PdfMatrix
{
    /// <summary>A dictionary's matrix; without one, nothing is transformed.</summary>
    public static TransformationMatrix Of(PdfObjects objects, DictionaryToken dictionary) =>
        objects.Numbers(dictionary.Data.GetValueOrDefault("Matrix")) is { Length: 6 } m
            ? TransformationMatrix.FromValues(m[0], m[1], m[2], m[3], m[4], m[5])
            : TransformationMatrix.Identity;

    /// <summary>A matrix as a token.</summary>
    public static ArrayToken ToToken(TransformationMatrix m) =>
        new([.. new[] { m.A, m.B, m.C, m.D, m.E, m.F }.Select(number => new NumericToken(Math.Round(number, 9)))]);
}

using System.Globalization;
using Upright.Pages;

namespace Upright.Tests.Pages;

/// <summary>Pages of a document with their answers.</summary>
internal static class SeenPages
{
    /// <summary>A page for each angle in degrees, in the document's order; <c>?</c> is not sure.</summary>
    public static List<PageEstimate> Of(string angles) => [.. angles.Split(' ').Select((angle, i) => new PageEstimate
    {
        Number = i + 1,
        Kind = PageKind.Picture,
        Width = 1,
        Height = 1,
        Angle = new Angle(angle == "?" ? 90 : double.Parse(angle, CultureInfo.InvariantCulture)),
        Decision = angle == "?" ? Decision.Unsure : Decision.Turn,
    })];
}

using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Upright.Server.Pictures;

/// <summary>Which pages are to be shown, and how large.</summary>
internal sealed record PreviewQuery
{
    private const int MostPages = 24;

    [FromQuery(Name = "first"), Description("The first page to show, from 1; by default 1. A picture has one.")]
    public int? First { get; init; }

    [FromQuery(Name = "count"), Description("How many pages, 1 to 24; by default 1. There are fewer at the document's end.")]
    public int? Count { get; init; }

    [FromQuery(Name = "size"), Description("About the pixels of the longer side, 64 to 2048; by default 320.")]
    public int? Size { get; init; }

    /// <summary>The numbers of the pages, and the longer side.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/>: one of them is out of range.</exception>
    public (IEnumerable<int> Pages, int LongSide) Checked()
    {
        var (first, count, size) = (First ?? 1, Count ?? 1, Size ?? 320);
        return first is >= 1 and <= 1_000_000 && count is >= 1 and <= MostPages && size is >= 64 and <= 2048
            ? (Enumerable.Range(first, count), size)
            : throw new UprightException(UprightError.InvalidOptions, $"first is a page's number from 1, count 1 to {MostPages}, size 64 to 2048.");
    }
}

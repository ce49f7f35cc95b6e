namespace Upright.Pages;

/// <summary>Points out pages that stand otherwise than those around them.</summary>
internal static class Neighbours
{
    /// <summary>The same pages, those marked that differ by a quarter turn from the nearest sure ones before and after, which agree.</summary>
    /// <remarks>In a duplex scan of which every second page lies differently all would differ: there those differ that lie otherwise than their side.</remarks>
    public static IReadOnlyList<PageEstimate> Compared(IReadOnlyList<PageEstimate> pages)
    {
        if (PageFeed.Of(pages) is { Alternates: true } feed)
        {
            return [.. pages.Select(page => page with { DiffersFromNeighbours = page.Decision != Decision.Unsure && feed.IsAsItsSide(page) == false })];
        }

        var sure = pages.Where(page => page.Decision != Decision.Unsure).ToList();
        var differing = sure.Where((_, i) => Differs(sure, i)).Select(page => page.Number).ToHashSet();
        return [.. pages.Select(page => page with { DiffersFromNeighbours = differing.Contains(page.Number) })];
    }

    // The first and the last page have neighbours on one side only: the two nearest there.
    private static bool Differs(List<PageEstimate> sure, int at)
    {
        if (sure.Count < 3)
        {
            return false;
        }

        var first = Math.Clamp(at - 1, 0, sure.Count - 3);
        var others = Enumerable.Range(first, 3).Where(i => i != at).Select(i => sure[i].Angle.QuarterTurns).Distinct().ToList();
        return others.Count == 1 && others[0] != sure[at].Angle.QuarterTurns;
    }
}

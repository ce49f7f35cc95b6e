namespace Upright.Pages;

/// <summary>
/// How a feeder took in the pages of a document: all alike, or, in a duplex scan, the front sides alike and the back sides
/// alike, often on their heads. Known where the sure pages of each side agree.
/// </summary>
/// <param name="Odd">Quarter turns of the pages 1, 3, 5…; null where they do not agree.</param>
/// <param name="Even">Quarter turns of the pages 2, 4, 6….</param>
internal sealed record PageFeed(int? Odd, int? Even)
{
    // Fewer could be wrong together by chance; more of them against the rest, and the pages are not fed alike.
    private const int LeastSure = 3;
    private const double LeastAgreement = 0.95;

    /// <summary>Whether the two sides lie differently.</summary>
    public bool Alternates => Odd is not null && Even is not null && Odd != Even;

    /// <summary>Finds it out.</summary>
    public static PageFeed Of(IReadOnlyList<PageEstimate> pages) => new(Agreed(pages, 1), Agreed(pages, 0));

    /// <summary>Whether a page lies as its side does; null where that is not known.</summary>
    public bool? IsAsItsSide(PageEstimate page) => Of(page.Number) is { } quarter ? page.Angle.QuarterTurns == quarter : null;

    /// <summary>An unsure page decided by those of its side: their quarter turn, and its own skew where its lines were measured; the same page otherwise.</summary>
    public PageEstimate Decide(PageEstimate page) =>
        page is not { Decision: Decision.Unsure, Kind: PageKind.Picture or PageKind.Mixed, Picture: { } picture } || Of(page.Number) is not { } quarter
            ? page
            : page with
            {
                Angle = new Angle((90 * quarter) + (picture.Evidence.TextLines?.Residual ?? 0)),
                Decision = quarter == 0 && (picture.Evidence.TextLines?.Residual ?? 0) == 0 ? Decision.Leave : Decision.Turn,
                Reason = null,
                IsDecidedByOthers = true,
            };

    private int? Of(int number) => number % 2 == 1 ? Odd : Even;

    private static int? Agreed(IReadOnlyList<PageEstimate> pages, int side)
    {
        var sure = pages.Where(page => page.Number % 2 == side && page.Decision != Decision.Unsure && page.Kind is not (PageKind.Empty or PageKind.Given)).Select(page => page.Angle.QuarterTurns).ToList();
        var most = sure.CountBy(quarter => quarter).OrderByDescending(pair => pair.Value).FirstOrDefault();
        return sure.Count >= LeastSure && most.Value >= LeastAgreement * sure.Count ? most.Key : null;
    }
}

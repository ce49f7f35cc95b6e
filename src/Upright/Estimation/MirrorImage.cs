namespace Upright.Estimation;

/// <summary>
/// Finds the angle of a page that may be seen in a mirror: where its letters look so, the page with left and right
/// exchanged is judged too, and must look right.
/// </summary>
/// <remarks>
/// The network knows whole pages as they are written, so that the exchanged one is the one to ask for the angle of a
/// mirrored page: flush lines at its right edge look like a page on its head.
/// </remarks>
internal static class MirrorImage
{
    /// <summary>What was found, seen back from the exchanged page where that is the right one.</summary>
    /// <param name="seen">What was found of the page as it is.</param>
    /// <param name="findExchanged">Judges the page with left and right exchanged; called only where that is needed.</param>
    public static Findings Settle(Findings seen, Func<Findings> findExchanged)
    {
        if (seen.Mirrored is not > 0)
        {
            return seen;
        }

        var exchanged = findExchanged();
        // Where the exchanged page cannot be read, one side alone has spoken: nothing is said.
        var logit = exchanged.Mirrored is { } other ? (seen.Mirrored - other) / 2 : null;
        return logit is not > 0 ? seen with { Mirrored = logit } : seen with
        {
            Glance = exchanged.Glance.Mirrored(),
            Seen = exchanged.Seen.Mirrored(),
            LookAgain = -exchanged.LookAgain,
            Angle = -exchanged.Angle,
            Score = exchanged.Score,
            TextLines = exchanged.TextLines is { } lines ? lines with { Degrees = -lines.Degrees } : null,
            ReadingLooks = exchanged.ReadingLooks,
            Mirrored = logit,
        };
    }
}

namespace Upright.Estimation;

/// <summary>
/// Finds the angle of a page that is surely seen in a mirror: the page with left and right exchanged is judged too, and
/// must be the easier one to judge.
/// </summary>
/// <remarks>
/// The network knows whole pages as they are written, so that the exchanged one is the one to ask for the angle of a
/// mirrored page: flush lines at its right edge look like a page on its head. For the same reason a page that is not
/// mirrored must never be judged by its mirror image on a mere suspicion.
/// </remarks>
internal static class MirrorImage
{
    /// <summary>From this calibrated probability on letters are surely seen in a mirror: the default threshold, where --unmirror acts, but not the user's.</summary>
    public const double Sure = 0.95;

    /// <summary>What was found, seen back from the exchanged page where that is the right one.</summary>
    /// <param name="seen">What was found of the page as it is.</param>
    /// <param name="mirrored">Calibrated probability that it is seen in a mirror; null where nothing is known of that.</param>
    /// <param name="findExchanged">Judges the page with left and right exchanged; called only where that is needed.</param>
    public static FusedEstimate Settle(FusedEstimate seen, double? mirrored, Func<FusedEstimate> findExchanged)
    {
        if (mirrored is not >= Sure)
        {
            return seen;
        }

        var exchanged = findExchanged();
        var isEasier = exchanged.Quarters[0] >= seen.Quarters[0] || seen.Angle.DistanceTo(-exchanged.Angle) <= FusedEstimate.SameAngle;
        // Where the exchanged page does not look right, or is harder to judge, the two contradict each other: nothing is said.
        return exchanged.Observations.Mirrored is not < 0 || !isEasier
            ? seen with { Observations = seen.Observations with { Mirrored = null } }
            : AsSeen(exchanged.Exchanged(), seen.Observations);
    }

    // What is shown of a view, and the letters' hand, are those of the picture as it is.
    private static FusedEstimate AsSeen(FusedEstimate answer, Observations seen) => answer with
    {
        Observations = answer.Observations with { Mirrored = seen.Mirrored, TextLineDensity = seen.TextLineDensity, Corners = seen.Corners, View = seen.View },
    };
}

namespace Upright.Estimation;

/// <summary>
/// A half turn is the one answer that makes a right picture wholly wrong. So where any reading holds the picture for upright,
/// two others must agree that it stands on its head. Letters that say the opposite of all others must be surer, whatever they say.
/// </summary>
internal static class HalfTurnCheck
{
    // A reading speaks for a direction by its probability around it.
    private const double ReachDegrees = 30;
    private const double LeastHalf = 135;
    private const int Needed = 2;

    /// <summary>Whether an answer turns a picture over.</summary>
    public static bool IsHalfTurn(Angle angle) => Math.Abs(angle.Degrees) >= LeastHalf;

    /// <summary>Whether an answer is no half turn, or one that may be carried out.</summary>
    /// <param name="findings">What the stages found.</param>
    public static bool Agrees(Findings findings)
    {
        if (!IsHalfTurn(findings.Angle))
        {
            return true;
        }

        // The tiles at reading size have been asked after everything else, so that the answer is theirs too.
        double?[] readings =
        [
            Share(findings.Glance, findings.Angle),
            Share(findings.Seen, findings.Angle),
            findings.ReadingLooks > 0 ? 1 : null,
        ];
        return !readings.Any(half => half < 0.5) || readings.Count(half => half > 0.5) >= Needed;
    }

    /// <summary>Whether the letters alone say which way up it stands: to the glance and to all looks at the whole picture it stands on its head after that answer.</summary>
    /// <param name="findings">What the stages found.</param>
    public static bool IsByLettersAlone(Findings findings) => Share(findings.Glance, findings.Angle) < 0.5 && Share(findings.Seen, findings.Angle) < 0.5;

    /// <summary>Of what a reading gives to the angle and to the one half a turn away, the angle's share.</summary>
    private static double Share(DirectionDistribution reading, Angle angle)
    {
        var given = reading.MassWithin(angle, ReachDegrees);
        return given / Math.Max(given + reading.MassWithin(angle + new Angle(180), ReachDegrees), double.Epsilon);
    }
}

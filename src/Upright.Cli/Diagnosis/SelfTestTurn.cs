namespace Upright.Cli.Diagnosis;

/// <summary>One angle of the self-test.</summary>
/// <param name="Turned">Degrees clockwise by which the page was turned.</param>
/// <param name="Format">How it was written then.</param>
/// <param name="Estimate">What was answered.</param>
/// <param name="TurnTime">To read, turn and write the page.</param>
/// <param name="EstimateTime">To read what was written and find its angle.</param>
internal sealed record SelfTestTurn(double Turned, PictureFormat Format, RotationEstimate Estimate, TimeSpan TurnTime, TimeSpan EstimateTime)
{
    private const double Tolerance = 0.2;

    /// <summary>Degrees between the answer and the truth.</summary>
    public double Off => Estimate.Angle.DistanceTo(-new Angle(Turned));

    /// <summary>Whether it was found again, and surely enough to act.</summary>
    public bool Passed => Off <= Tolerance && Estimate.Decision == (Turned == 0 ? Decision.Leave : Decision.Turn);
}

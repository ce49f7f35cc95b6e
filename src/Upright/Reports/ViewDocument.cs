namespace Upright;

/// <summary>Where the network looked: a circle as wide as the picture's shorter side.</summary>
/// <param name="Centre">The circle's centre, as shares of the picture's width and height.</param>
/// <param name="Turned">Degrees by which the picture was turned clockwise for the look.</param>
internal sealed record ViewDocument(double[] Centre, double Turned)
{
    /// <summary>Text-line densities in a row.</summary>
    public const int TextCells = 64;
}

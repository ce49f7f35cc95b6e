using System.Numerics;

namespace Upright.Rectification;

/// <summary>What will be done to one picture, decided before any pixel is touched.</summary>
internal sealed record RotationPlan
{
    private RotationPlan(int width, int height) => (InputWidth, InputHeight) = (width, height);

    /// <summary>The picture's width as shown.</summary>
    public int InputWidth { get; }

    /// <summary>The picture's height as shown.</summary>
    public int InputHeight { get; }

    /// <summary>How the output's size was chosen.</summary>
    public required Canvas Canvas { get; init; }

    /// <summary>The turn that is carried out: the whole quarter turns and the residual, if it is worth it.</summary>
    public required Angle Angle { get; init; }

    /// <summary>Clockwise quarter turns, 0 to 3.</summary>
    public required int QuarterTurns { get; init; }

    /// <summary>Degrees clockwise after the quarter turns; 0 where nothing is resampled.</summary>
    public required double Residual { get; init; }

    /// <summary>Whether left and right are exchanged after the turn.</summary>
    public bool ExchangesSides { get; private init; }

    /// <summary>The upright picture's width.</summary>
    public required int OutputWidth { get; init; }

    /// <summary>The upright picture's height.</summary>
    public required int OutputHeight { get; init; }

    /// <summary>How the turn is carried out.</summary>
    public required RotationMethod Method { get; init; }

    /// <summary>Plans the turn of a picture.</summary>
    /// <param name="angle">By how much it must be turned.</param>
    /// <param name="width">Its width as shown.</param>
    /// <param name="height">Its height as shown.</param>
    /// <param name="canvas">How large the result is.</param>
    /// <param name="deadBand">Residuals of no more than these degrees are not worth a resampling.</param>
    public static RotationPlan For(Angle angle, int width, int height, Canvas canvas = Canvas.Grow, double deadBand = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);

        var quarters = angle.QuarterTurns;
        var residual = angle.Residual;
        if (Math.Abs(residual) <= deadBand || LargestMove(residual, width, height) < 0.5)
        {
            residual = 0;
        }

        var (frameWidth, frameHeight) = quarters % 2 == 0 ? (width, height) : (height, width);
        var size = residual == 0 ? (Width: frameWidth, Height: frameHeight) : CanvasSize.For(canvas, frameWidth, frameHeight, residual);
        return new RotationPlan(width, height)
        {
            Canvas = canvas,
            Angle = residual == 0 ? new Angle(90 * quarters) : angle,
            QuarterTurns = quarters,
            Residual = residual,
            OutputWidth = size.Width,
            OutputHeight = size.Height,
            Method = (residual, quarters) switch
            {
                (not 0, _) => RotationMethod.AffineWarp,
                (_, 0) => RotationMethod.None,
                _ => RotationMethod.Quarter,
            },
        };
    }

    /// <summary>The same turn, and then left and right exchanged.</summary>
    public RotationPlan WithSidesExchanged() => this with { ExchangesSides = true, Method = Method == RotationMethod.None ? RotationMethod.Quarter : Method };

    /// <summary>Where the points of the picture as it is shown come to lie, in pixels from the upper left corner.</summary>
    public Matrix3x2 Matrix => new Placement(this).Matrix * (ExchangesSides ? new Matrix3x2(-1, 0, 0, 1, OutputWidth, 0) : Matrix3x2.Identity);

    /// <summary>The same turn of a picture that shows the same view in another size.</summary>
    /// <param name="width">Its width as shown.</param>
    /// <param name="height">Its height as shown.</param>
    public RotationPlan InSize(int width, int height) => new(width, height)
    {
        Canvas = Canvas,
        Angle = Angle,
        QuarterTurns = QuarterTurns,
        Residual = Residual,
        ExchangesSides = ExchangesSides,
        OutputWidth = Scaled(OutputWidth, QuarterTurns % 2 == 0 ? width : height, QuarterTurns % 2 == 0 ? InputWidth : InputHeight),
        OutputHeight = Scaled(OutputHeight, QuarterTurns % 2 == 0 ? height : width, QuarterTurns % 2 == 0 ? InputHeight : InputWidth),
        Method = Method,
    };

    private static int Scaled(int length, int side, int whole) => Math.Max(1, (int)Math.Round((double)length * side / whole));

    /// <summary>How far the turn moves the pixel that it moves most, a corner, in pixels.</summary>
    private static double LargestMove(double degrees, int width, int height) =>
        double.Hypot(width, height) * Math.Sin(Math.Abs(double.DegreesToRadians(degrees)) / 2);
}

using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>
/// PaddlePaddle's page orientation network (PP-LCNet_x1_0_doc_ori, Apache-2.0): which of the four quarter turns a
/// straightened page needs. It was trained on other pages than <see cref="OrientationNetwork"/> and errs on others.
/// </summary>
internal sealed class PageNetwork : IDisposable
{
    private const int Size = 224;
    private const int Quarters = 4;
    // As it was trained: the shorter side has 256 pixels, of which the middle 224 are seen.
    private const double SeenShare = Size / 256.0;
    private static readonly (float Mean, float Deviation)[] Normalisation = [(0.485f, 0.229f), (0.456f, 0.224f), (0.406f, 0.225f)];

    private readonly InferenceSession session;

    private PageNetwork(InferenceSession session) => this.session = session;

    /// <summary>Loads the network that comes with the library.</summary>
    /// <param name="threads">Threads for one question; 0 lets the runtime choose.</param>
    public static PageNetwork Load(int threads) =>
        new(NetworkSession.Open(ModelFile.BuiltIn(ModelFile.Page), NetworkDevice.Cpu, threads).Inference);

    /// <summary>How likely each further quarter turn makes the page upright once it is turned by an angle.</summary>
    /// <param name="page">The page.</param>
    /// <param name="centreX">Middle of what is looked at, in the page's pixels.</param>
    /// <param name="centreY">Middle of what is looked at, in the page's pixels.</param>
    /// <param name="shortSide">Shorter side of what is looked at, in the page's pixels.</param>
    /// <param name="level">The clockwise turn after which its lines lie level or stand on end.</param>
    /// <returns>
    /// Entry k is the logarithm of the probability that the page must be turned by <paramref name="level"/> and k quarters;
    /// the average over the four quarter turns at which the network is asked.
    /// </returns>
    public double[] LogQuarters(PixelBuffer page, double centreX, double centreY, double shortSide, Angle level)
    {
        var upright = new float[Size * Size];
        new SquareView(centreX, centreY, shortSide * SeenShare, level.Degrees).SampleGrey(page, Size, upright);
        var input = new float[Quarters * Normalisation.Length * Size * Size];
        var turned = new float[Size * Size];
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            RoundView.TurnSampled(upright, Size, quarter, turned);
            for (var channel = 0; channel < Normalisation.Length; channel++)
            {
                var (mean, deviation) = Normalisation[channel];
                var plane = input.AsSpan(((quarter * Normalisation.Length) + channel) * Size * Size, Size * Size);
                for (var i = 0; i < plane.Length; i++)
                {
                    plane[i] = ((turned[i] / 255) - mean) / deviation;
                }
            }
        }

        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [Quarters, Normalisation.Length, Size, Size]);
        using var run = new RunOptions();
        using var results = session.Run(run, session.InputNames, [tensor], session.OutputNames);
        var probabilities = results[0].GetTensorDataAsSpan<float>();
        var logarithms = new double[Quarters];
        for (var view = 0; view < Quarters; view++)
        {
            for (var k = 0; k < Quarters; k++)
            {
                // Class c: it has been turned clockwise by c quarters. After `view` quarters, k in all are needed where c = view - k.
                var probability = probabilities[(view * Quarters) + ((view - k + Quarters) % Quarters)];
                logarithms[k] += Math.Log(Math.Max(probability, 1e-6)) / Quarters;
            }
        }

        return logarithms;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}

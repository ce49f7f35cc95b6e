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
    private static readonly (float Mean, float Deviation)[] Normalisation = [(0.485f, 0.229f), (0.456f, 0.224f), (0.406f, 0.225f)];

    private readonly InferenceSession session;

    private PageNetwork(InferenceSession session) => this.session = session;

    /// <summary>Loads the network that comes with the library.</summary>
    /// <param name="threads">Threads for one question; 0 lets the runtime choose.</param>
    public static PageNetwork Load(int threads) =>
        new(NetworkSession.Open(ModelFile.BuiltIn(ModelFile.Page), NetworkDevice.Cpu, threads).Inference);

    /// <summary>How likely each further quarter turn makes the page upright once it is turned as the views are.</summary>
    /// <param name="page">The page.</param>
    /// <param name="views">Squares of it, all turned alike: after that turn its lines lie level or stand on end.</param>
    /// <returns>
    /// Entry k is the logarithm of the probability that k more quarter turns are needed; the average over the views and the
    /// four quarter turns at which the network is shown each.
    /// </returns>
    public double[] LogQuarters(PixelBuffer page, IReadOnlyList<SquareView> views)
    {
        // View by view: all at once take several times the memory, and no less time on a processor.
        var seen = views.Select(view => LogQuarters(page, view)).ToList();
        return [.. Enumerable.Range(0, Quarters).Select(k => seen.Average(logarithms => logarithms[k]))];
    }

    private double[] LogQuarters(PixelBuffer page, SquareView view)
    {
        var upright = new float[Size * Size];
        view.SampleGrey(page, Size, upright);
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
        for (var quarter = 0; quarter < Quarters; quarter++)
        {
            for (var k = 0; k < Quarters; k++)
            {
                // Class c: it has been turned clockwise by c quarters. After `quarter` of them, k in all are needed where c = quarter - k.
                var probability = probabilities[(quarter * Quarters) + ((quarter - k + Quarters) % Quarters)];
                logarithms[k] += Math.Log(Math.Max(probability, 1e-6)) / Quarters;
            }
        }

        return logarithms;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}

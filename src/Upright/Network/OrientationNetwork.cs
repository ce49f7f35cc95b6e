using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>The model, loaded once; any number of threads may ask it.</summary>
internal sealed class OrientationNetwork : IDisposable
{
    /// <summary>Bins of the direction output, one a degree.</summary>
    public const int Directions = 360;

    /// <summary>Cells of the text-line density along each side.</summary>
    public const int TextCells = 64;

    // The four quarter turns of a circle: on a processor each look of a larger batch costs more (docs/design/network.md).
    private const int BatchOnProcessor = 4;
    // A GPU is asked as seldom as possible.
    private const int BatchOnGpu = 32;

    private readonly InferenceSession session;
    private readonly int batchSize;
    private readonly string[] outputs;

    private OrientationNetwork(NetworkSession opened, ModelManifest manifest)
    {
        (session, Manifest, Device) = (opened.Inference, manifest, opened.Device);
        batchSize = Device == NetworkDevice.Cuda ? BatchOnGpu : BatchOnProcessor;
        outputs = manifest.ReadsMirrors ? ["direction", "corners", "text_lines", "mirrored"] : ["direction", "corners", "text_lines"];
    }

    /// <summary>What the model says about itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What it runs on: <see cref="NetworkDevice.Cpu"/> or <see cref="NetworkDevice.Cuda"/>.</summary>
    public NetworkDevice Device { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="threads">Threads of the processor for one look; 0 lets the runtime choose.</param>
    /// <param name="device">What it should run on.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>, <see cref="UprightError.DeviceUnavailable"/></exception>
    public static OrientationNetwork Load(byte[] model, int threads, NetworkDevice device = NetworkDevice.Cpu)
    {
        var session = NetworkSession.Open(model, device, threads);
        try
        {
            return new OrientationNetwork(session, ModelManifest.Read(session.Inference.ModelMetadata.CustomMetadataMap));
        }
        catch
        {
            session.Inference.Dispose();
            throw;
        }
    }

    /// <summary>Asks the network about looks of one size at a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="looks">Where to look.</param>
    /// <param name="inMirror">Whether each look is seen with left and right exchanged; its answer is then about what is seen in the mirror.</param>
    public IReadOnlyList<LookAnswer> Ask(PixelBuffer picture, IReadOnlyList<RoundLook> looks, bool inMirror = false) =>
        [.. looks.Chunk(batchSize).SelectMany(batch => AskBatch(picture, batch, inMirror))];

    private LookAnswer[] AskBatch(PixelBuffer picture, RoundLook[] looks, bool inMirror)
    {
        var size = looks[0].Size;
        var input = new float[looks.Length * 3 * size * size];
        Span<float> Planes(int look) => input.AsSpan(look * 3 * size * size, 3 * size * size);
        for (var i = 0; i < looks.Length; i++)
        {
            if (i > 0 && looks[i].QuartersFrom(looks[0]) is { } quarters)
            {
                RoundLook.TurnSampled(Planes(0), size, quarters, Planes(i));
            }
            else
            {
                looks[i].Sample(picture, Manifest.Scale, Manifest.Offset, Planes(i));
            }
        }

        if (inMirror)
        {
            for (var row = 0; row < input.Length; row += size)
            {
                input.AsSpan(row, size).Reverse();
            }
        }

        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [looks.Length, 3, size, size]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["look"], [tensor], outputs);
        var direction = results[0].GetTensorDataAsSpan<float>();
        var corners = results[1].GetTensorDataAsSpan<float>();
        var text = results[2].GetTensorDataAsSpan<float>();
        var mirrored = Manifest.ReadsMirrors ? results[3].GetTensorDataAsSpan<float>() : default;
        var answers = new LookAnswer[looks.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = new LookAnswer(
                TurnedBack(direction.Slice(i * Directions, Directions), inMirror ? -looks[i].Turned : looks[i].Turned),
                corners.Slice(i * 8, 8).ToArray(),
                Array.ConvertAll(text.Slice(i * TextCells * TextCells, TextCells * TextCells).ToArray(), logit => 1 / (1 + MathF.Exp(-logit))),
                Manifest.ReadsMirrors ? mirrored[i] : null,
                looks[i]);
        }

        return answers;
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    /// <summary>Log-softmax of the logits, as directions of the picture before it was turned for the look.</summary>
    private static float[] TurnedBack(ReadOnlySpan<float> logits, double turned)
    {
        var peak = float.MinValue;
        foreach (var logit in logits)
        {
            peak = Math.Max(peak, logit);
        }

        var sum = 0f;
        foreach (var logit in logits)
        {
            sum += MathF.Exp(logit - peak);
        }

        var total = peak + MathF.Log(sum);
        var result = new float[Directions];
        for (var k = 0; k < Directions; k++)
        {
            // A picture turned by t that still needs k needed k + t; between whole degrees, interpolate.
            var at = k - turned - (Directions * Math.Floor((k - turned) / Directions));
            var low = (int)at % Directions;
            var part = (float)(at - Math.Floor(at));
            result[k] = (logits[low] * (1 - part)) + (logits[(low + 1) % Directions] * part) - total;
        }

        return result;
    }
}

using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>The model, loaded once; any number of threads may ask it.</summary>
internal sealed class OrientationNetwork : IDisposable
{
    /// <summary>Bins of the direction output, one a degree.</summary>
    public const int Directions = 360;

    /// <summary>Cells of the text-line density along each side.</summary>
    public const int TextCells = 64;

    // The four quarter turns of a circle: on a processor each view of a larger batch costs more (docs/design/network.md).
    private const int BatchOnProcessor = 4;

    /// <summary>Views that a GPU is asked about at once, at most: all of a picture, and no more memory than is allowed.</summary>
    public const int BatchOnGpu = 16;

    private readonly Lock graphInUse = new();
    private readonly InferenceSession session;
    private readonly ViewGraph? graph;
    private readonly int batchSize;
    private readonly string[] outputs;

    private OrientationNetwork(NetworkSession opened, ModelManifest manifest, ViewGraph? graph)
    {
        (session, Manifest, Device, this.graph) = (opened.Inference, manifest, opened.Device, graph);
        batchSize = Device == NetworkDevice.Cpu ? BatchOnProcessor : BatchOnGpu;
        outputs = manifest.ReadsMirrors ? ["direction", "corners", "text_lines", "mirrored"] : ["direction", "corners", "text_lines"];
    }

    /// <summary>What the model says about itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What it runs on; not <see cref="NetworkDevice.Auto"/>.</summary>
    public NetworkDevice Device { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="threads">Threads of the processor for one view; 0 lets the runtime choose.</param>
    /// <param name="device">What it should run on.</param>
    /// <param name="gpuMemory">Bytes of a GPU's memory that it may take.</param>
    /// <param name="viewsByGraph">Whether views are cut out by a graph on the processor too, as they are on a GPU: for tests and measurements.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>, <see cref="UprightError.DeviceUnavailable"/></exception>
    public static OrientationNetwork Load(
        byte[] model, int threads, NetworkDevice device = NetworkDevice.Cpu, long gpuMemory = UprightOptions.DefaultGpuMemory, bool viewsByGraph = false)
    {
        // The network's own numbers take most; pictures are small, and no more than a dozen are looked at at a time.
        long forPictures = gpuMemory / 8, forViews = gpuMemory / 4;
        var session = NetworkSession.Open(model, device, threads, gpuMemory - forPictures - forViews);
        try
        {
            var manifest = ModelManifest.Read(session.Inference.ModelMetadata.CustomMetadataMap);
            var byGraph = viewsByGraph || session.Device != NetworkDevice.Cpu;
            return new OrientationNetwork(session, manifest, byGraph ? ViewGraph.Load(session.Device, threads, forPictures, forViews, manifest) : null);
        }
        catch (OnnxRuntimeException) when (session.Device != NetworkDevice.Cpu)
        {
            // What cuts views out cannot run on this GPU. The processor cuts the same.
            return new OrientationNetwork(session, ModelManifest.Read(session.Inference.ModelMetadata.CustomMetadataMap), null);
        }
        catch
        {
            session.Inference.Dispose();
            throw;
        }
    }

    /// <summary>Asks the network about views of one size at a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="views">Where to look.</param>
    /// <param name="inMirror">Whether each view is seen with left and right exchanged; its answer is then about what is seen in the mirror.</param>
    public IReadOnlyList<ViewAnswer> Ask(SeenPicture picture, IReadOnlyList<RoundView> views, bool inMirror = false) =>
        [.. views.Chunk(batchSize).SelectMany(batch => AskBatch(picture, batch, inMirror))];

    private ViewAnswer[] AskBatch(SeenPicture picture, RoundView[] views, bool inMirror)
    {
        if (graph is null || picture.In(graph) is not { } uploaded)
        {
            using var sampled = Sampled(picture.Pixels, views, inMirror);
            return Answers(sampled, views, inMirror);
        }

        // One at a time: what several need at once may be more memory than a GPU is allowed to give.
        lock (graphInUse)
        {
            using var sampled = graph.Sample(uploaded, picture.Pixels, views, inMirror);
            return Answers(sampled, views, inMirror);
        }
    }

    private OrtValue Sampled(PixelBuffer picture, RoundView[] views, bool inMirror)
    {
        var size = views[0].Size;
        var input = new float[views.Length * 3 * size * size];
        Span<float> Planes(int view) => input.AsSpan(view * 3 * size * size, 3 * size * size);
        for (var i = 0; i < views.Length; i++)
        {
            if (i > 0 && views[i].QuartersFrom(views[0]) is { } quarters)
            {
                RoundView.TurnSampled(Planes(0), size, quarters, Planes(i));
            }
            else
            {
                views[i].Sample(picture, Manifest.Scale, Manifest.Offset, Planes(i));
            }
        }

        if (inMirror)
        {
            for (var row = 0; row < input.Length; row += size)
            {
                input.AsSpan(row, size).Reverse();
            }
        }

        return OrtValue.CreateTensorValueFromMemory(input, [views.Length, 3, size, size]);
    }

    private ViewAnswer[] Answers(OrtValue sampled, RoundView[] views, bool inMirror)
    {
        using var run = new RunOptions();
        using var results = session.Run(run, ["look"], [sampled], outputs);
        var direction = results[0].GetTensorDataAsSpan<float>();
        var corners = results[1].GetTensorDataAsSpan<float>();
        var text = results[2].GetTensorDataAsSpan<float>();
        var mirrored = Manifest.ReadsMirrors ? results[3].GetTensorDataAsSpan<float>() : default;
        var answers = new ViewAnswer[views.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = new ViewAnswer(
                TurnedBack(direction.Slice(i * Directions, Directions), inMirror ? -views[i].Turned : views[i].Turned),
                corners.Slice(i * 8, 8).ToArray(),
                Array.ConvertAll(text.Slice(i * TextCells * TextCells, TextCells * TextCells).ToArray(), logit => 1 / (1 + MathF.Exp(-logit))),
                Manifest.ReadsMirrors ? mirrored[i] : null,
                views[i]);
        }

        return answers;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        graph?.Dispose();
    }

    /// <summary>Log-softmax of the logits, as directions of the picture before it was turned for the view.</summary>
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

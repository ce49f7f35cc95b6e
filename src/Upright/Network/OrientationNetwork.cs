using System.Numerics;
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

    // Views of one picture that a GPU is asked about at once: all of them, but where its graph would take too much memory.
    private const int BatchOnGpu = 16;

    /// <summary>Views of several pictures that a GPU is asked about at once, at most: no more memory than is allowed.</summary>
    public const int LargestBatchOnGpu = 32;

    private readonly InferenceSession session;
    private readonly ViewGraph? graph;
    private readonly int batchSize;
    private readonly string[] outputs;

    private OrientationNetwork(NetworkSession opened, ModelManifest manifest, ViewGraph? graph, bool joinsPictures)
    {
        (session, Manifest, Device, this.graph) = (opened.Inference, manifest, opened.Device, graph);
        batchSize = Device == NetworkDevice.Cpu ? BatchOnProcessor : BatchOnGpu;
        if (Device != NetworkDevice.Cpu || graph is not null || joinsPictures)
        {
            // One run at a time: what several need at once may be more memory than a GPU is allowed to give.
            Batcher = new(joinsPictures ? LargestBatchOnGpu : 0, ViewGraph.Places, (one, other) => one.GoesWith(other), Answer);
        }

        outputs = manifest.ReadsMirrors ? ["direction", "corners", "text_lines", "mirrored"] : ["direction", "corners", "text_lines"];
    }

    /// <summary>What the model says about itself.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>What it runs on; not <see cref="NetworkDevice.Auto"/>.</summary>
    public NetworkDevice Device { get; }

    /// <summary>Joins pictures that are looked at at the same time; null where each is looked at by itself, as on a processor.</summary>
    public DynamicBatcher<Look, ViewAnswer[]>? Batcher { get; }

    /// <summary>Loads a model.</summary>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="threads">Threads of the processor for one view; 0 lets the runtime choose.</param>
    /// <param name="device">What it should run on.</param>
    /// <param name="gpuMemory">Bytes of a GPU's memory that it may take.</param>
    /// <param name="viewsByGraph">Whether views are cut out by a graph on the processor too, as they are on a GPU: for tests and measurements.</param>
    /// <param name="joinsPictures">Whether one run of the network looks at several pictures; null where a GPU does, for which that pays.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/>, <see cref="UprightError.DeviceUnavailable"/></exception>
    public static OrientationNetwork Load(
        byte[] model, int threads, NetworkDevice device = NetworkDevice.Cpu, long gpuMemory = UprightOptions.DefaultGpuMemory, bool viewsByGraph = false, bool? joinsPictures = null)
    {
        // The network's own numbers take most; pictures are small, and no more than a dozen are looked at at a time.
        long forPictures = gpuMemory / 8, forViews = gpuMemory / 4;
        var session = NetworkSession.Open(model, device, threads, gpuMemory - forPictures - forViews);
        var isOnGpu = session.Device != NetworkDevice.Cpu;
        try
        {
            var manifest = ModelManifest.Read(session.Inference.ModelMetadata.CustomMetadataMap);
            return new OrientationNetwork(session, manifest, viewsByGraph || isOnGpu ? ViewGraph.Load(session.Device, threads, forPictures, forViews, manifest) : null, joinsPictures ?? isOnGpu);
        }
        catch (OnnxRuntimeException) when (isOnGpu)
        {
            // What cuts views out cannot run on this GPU. The processor cuts the same.
            return new OrientationNetwork(session, ModelManifest.Read(session.Inference.ModelMetadata.CustomMetadataMap), null, joinsPictures ?? true);
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
        [.. views.Chunk(batchSize).SelectMany(batch => Ask(LookAt(picture, batch, inMirror)))];

    /// <summary>What the network will be asked: brings the picture to the graph that cuts views, or cuts them.</summary>
    internal Look LookAt(SeenPicture picture, RoundView[] views, bool inMirror) => graph is not null && picture.In(graph) is { } uploaded
        ? new(picture.Pixels, views, inMirror, uploaded, Cut: null)
        : new(picture.Pixels, views, inMirror, Uploaded: null, Cut(picture.Pixels, views, inMirror));

    /// <summary>One run of the network for looks that go together, at one picture or at several.</summary>
    internal ViewAnswer[][] Answer(IReadOnlyList<Look> looks)
    {
        using var input = looks[0].Uploaded is null ? Input(looks) : graph!.Sample(looks);
        using var run = new RunOptions();
        using var results = session.Run(run, ["look"], [input], outputs);
        var answers = new ViewAnswer[looks.Count][];
        var first = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            var look = looks[i];
            answers[i] = [.. look.Views.Select((view, at) => Answer(results, first + at, view, look.InMirror))];
            first += look.Uploaded is null ? look.Views.Count : ViewGraph.Places(look);
        }

        return answers;
    }

    private ViewAnswer[] Ask(Look look) => Batcher is null ? Answer([look])[0] : Batcher.Ask(look);

    private float[] Cut(PixelBuffer picture, RoundView[] views, bool inMirror)
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

        return input;
    }

    /// <summary>What the processor has cut, one look after the other; on a GPU with nothing behind it, up to a power of two.</summary>
    private OrtValue Input(IReadOnlyList<Look> looks)
    {
        var size = looks[0].Size;
        var count = looks.Sum(look => look.Views.Count);
        count = Device == NetworkDevice.Cpu ? count : (int)BitOperations.RoundUpToPowerOf2((uint)count);
        var input = looks.Count == 1 && count == looks[0].Views.Count ? looks[0].Cut! : new float[count * 3 * size * size];
        if (input != looks[0].Cut)
        {
            var at = 0;
            foreach (var look in looks)
            {
                look.Cut!.CopyTo(input, at);
                at += look.Cut!.Length;
            }
        }

        return OrtValue.CreateTensorValueFromMemory(input, [count, 3, size, size]);
    }

    private ViewAnswer Answer(IDisposableReadOnlyCollection<OrtValue> results, int index, RoundView view, bool inMirror)
    {
        ReadOnlySpan<float> Of(int output, int length) => results[output].GetTensorDataAsSpan<float>().Slice(index * length, length);
        return new ViewAnswer(
            TurnedBack(Of(0, Directions), inMirror ? -view.Turned : view.Turned),
            Of(1, 8).ToArray(),
            Array.ConvertAll(Of(2, TextCells * TextCells).ToArray(), logit => 1 / (1 + MathF.Exp(-logit))),
            Manifest.ReadsMirrors ? Of(3, 1)[0] : null,
            view);
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

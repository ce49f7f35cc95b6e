using System.Globalization;
using System.Numerics;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Upright.Network;

/// <summary>
/// Cuts views out of pictures where the network runs, as <see cref="RoundView.Sample"/> does on the processor: one graph of GridSample
/// (<c>training/export_looks.py</c>), so that a picture is uploaded once and its views never are.
/// </summary>
/// <remarks>
/// Shapes are few, so that a GPU's memory neither grows nor falls to pieces: pictures lie in square frames of three sizes, and views come
/// in powers of two. Of several pictures each has its part of the network's input, so that one run answers all of them. To be asked by one
/// thread at a time, but for <see cref="Upload"/> and <see cref="Free"/>.
/// </remarks>
internal sealed class ViewGraph : IDisposable
{
    // A view's picture is no larger than ReducedPicture makes it; what is, a thin one, the processor cuts.
    private static readonly int[] Frames = [320, 640, 1280];

    private readonly InferenceSession upload;
    private readonly InferenceSession views;
    private readonly OrtMemoryInfo memory;
    private readonly OrtAllocator allocator;
    private readonly long room;
    private OrtMemoryAllocation? input;
    private long taken;

    private ViewGraph(InferenceSession upload, InferenceSession views, OrtMemoryInfo memory, long room)
    {
        (this.upload, this.views, this.memory, this.room) = (upload, views, memory, room);
        allocator = new OrtAllocator(views, memory);
    }

    /// <summary>Loads the graph that comes with the library.</summary>
    /// <param name="device">What the network runs on.</param>
    /// <param name="threads">Threads of the processor; 0 lets the runtime choose.</param>
    /// <param name="pictureMemory">Bytes of the device's memory for pictures.</param>
    /// <param name="viewMemory">Bytes of it for views and what they are made of.</param>
    /// <param name="manifest">What the network wants; a graph that makes something else is refused.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/></exception>
    public static ViewGraph Load(NetworkDevice device, int threads, long pictureMemory, long viewMemory, ModelManifest manifest)
    {
        var upload = NetworkSession.OpenBeside(ModelFile.BuiltIn(ModelFile.Upload), device, threads, pictureMemory);
        InferenceSession? views = null;
        try
        {
            views = NetworkSession.OpenBeside(ModelFile.BuiltIn(ModelFile.Views), device, threads, viewMemory);
            var made = views.ModelMetadata.CustomMetadataMap;
            if (float.Parse(made["upright.scale"], CultureInfo.InvariantCulture) != manifest.Scale || float.Parse(made["upright.offset"], CultureInfo.InvariantCulture) != manifest.Offset)
            {
                throw new UprightException(UprightError.UnusableModel, "It wants its input scaled otherwise than views are made.");
            }

            // Some room is lost between pictures of different sizes.
            return new(upload, views, device == NetworkDevice.Cpu ? OrtMemoryInfo.DefaultInstance : new OrtMemoryInfo("Cuda", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default), pictureMemory * 3 / 4);
        }
        catch
        {
            upload.Dispose();
            views?.Dispose();
            throw;
        }
    }

    /// <summary>Brings a picture into the device's memory.</summary>
    /// <returns>Null where it is too large, or the pictures that are there leave it no room.</returns>
    public OrtValue? Upload(PixelBuffer picture)
    {
        if (Frame(picture) is not { } frame)
        {
            return null;
        }

        var size = (long)frame * frame * picture.Channels;
        if (Interlocked.Add(ref taken, size) > room)
        {
            Interlocked.Add(ref taken, -size);
            return null;
        }

        var framed = new byte[size];
        var row = picture.Width * picture.Channels;
        for (var y = 0; y < picture.Height; y++)
        {
            picture.Pixels.AsSpan(y * row, row).CopyTo(framed.AsSpan(y * frame * picture.Channels));
        }

        using var source = OrtValue.CreateTensorValueFromMemory(framed, [1, frame, frame, picture.Channels]);
        using var binding = upload.CreateIoBinding();
        binding.BindInput("source", source);
        binding.BindOutputToDevice("picture", memory);
        using RunOptions run = new();
        // The one value is the caller's; the list that it comes in holds nothing else.
        return upload.RunWithBoundResults(run, binding)[0];
    }

    /// <summary>Gives up what <see cref="Upload"/> returned.</summary>
    public void Free(OrtValue uploaded, PixelBuffer picture)
    {
        uploaded.Dispose();
        var frame = Frame(picture)!.Value;
        Interlocked.Add(ref taken, -((long)frame * frame * picture.Channels));
    }

    /// <summary>Views of one size, of one picture or of several, as network input in the device's memory.</summary>
    /// <param name="looks">Where to look, at pictures that were uploaded.</param>
    /// <returns>
    /// To be disposed, and read before the next call. It holds the looks one after the other, each with its last view again and again
    /// up to the next power of two (<see cref="Places"/>), and whatever up to the next of all.
    /// </returns>
    public OrtValue Sample(IReadOnlyList<Look> looks)
    {
        var size = looks[0].Size;
        var view = 3L * size * size * sizeof(float);
        var count = (int)BitOperations.RoundUpToPowerOf2((uint)looks.Sum(Places));
        var all = Room(Math.Max(count, OrientationNetwork.LargestBatchOnGpu) * view);
        var at = 0L;
        foreach (var look in looks)
        {
            // Each straight into its part of the network's input.
            using var part = OrtValue.CreateTensorValueWithData(memory, TensorElementType.Float, [Places(look), 3, size, size], (nint)(all + at), Places(look) * view);
            Sample(look, part);
            at += Places(look) * view;
        }

        return OrtValue.CreateTensorValueWithData(memory, TensorElementType.Float, [count, 3, size, size], all, count * view);
    }

    /// <summary>How many views a look takes up in the input.</summary>
    public static int Places(Look look) => (int)BitOperations.RoundUpToPowerOf2((uint)look.Views.Count);

    /// <inheritdoc/>
    public void Dispose()
    {
        input?.Dispose();
        allocator.Dispose();
        upload.Dispose();
        views.Dispose();
    }

    private static int? Frame(PixelBuffer picture) => Array.Find(Frames, side => side >= Math.Max(picture.Width, picture.Height)) is > 0 and var frame ? frame : null;

    // A place in the picture's pixels, 0 in the middle of the first, as GridSample counts: -1 to 1.
    private static double InFrame(double pixel, int frame) => (2 * pixel / (frame - 1)) - 1;

    /// <summary>The matrix from a sample's place in the view, in half pixels from its middle, to its place in the frame; see <see cref="RoundView.Sample"/>.</summary>
    private static void Turn(RoundView view, int frame, bool inMirror, Span<float> matrix)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(view.Turned));
        var step = view.Diameter / (2 * view.Size) * 2 / (frame - 1);
        var across = inMirror ? -step : step;
        matrix[0] = (float)(cos * across);
        matrix[1] = (float)(sin * step);
        matrix[2] = (float)InFrame(view.CentreX - 0.5, frame);
        matrix[3] = (float)(-sin * across);
        matrix[4] = (float)(cos * step);
        matrix[5] = (float)InFrame(view.CentreY - 0.5, frame);
    }

    private void Sample(Look look, OrtValue into)
    {
        var picture = look.Picture;
        var frame = Frame(picture)!.Value;
        var turns = new float[Places(look) * 6];
        for (var i = 0; i < Places(look); i++)
        {
            Turn(look.Views[Math.Min(i, look.Views.Count - 1)], frame, look.InMirror, turns.AsSpan(i * 6, 6));
        }

        float[] places = [.. Enumerable.Range(0, 2 * look.Size).Select(i => i + 0.5f - look.Size)];
        float[] limit = [(float)InFrame(picture.Width - 1, frame), (float)InFrame(picture.Height - 1, frame)];
        using var at = OrtValue.CreateTensorValueFromMemory(places, [places.Length]);
        using var where = OrtValue.CreateTensorValueFromMemory(turns, [1, Places(look), 2, 3]);
        using var end = OrtValue.CreateTensorValueFromMemory(limit, [1, 2]);
        using var binding = views.CreateIoBinding();
        binding.BindInput("picture", look.Uploaded!);
        binding.BindInput("at", at);
        binding.BindInput("turns", where);
        binding.BindInput("limit", end);
        binding.BindOutput("look", into);
        using RunOptions run = new();
        views.RunWithBinding(run, binding);
    }

    // Kept, so that a GPU's memory does not move: as large as any batch of these views.
    private nint Room(long bytes)
    {
        if (input is null || input.Size < bytes)
        {
            input?.Dispose();
            input = null;
            input = allocator.Allocate((uint)bytes);
        }

        return input.DangerousGetHandle(); // held as long as the graph
    }
}

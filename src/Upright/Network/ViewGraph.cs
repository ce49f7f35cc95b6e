using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>
/// Cuts views out of pictures where the network runs, as <see cref="RoundView.Sample"/> does on the processor: one graph of GridSample
/// (<c>training/export_looks.py</c>), so that a picture is uploaded once and its views never are.
/// </summary>
/// <remarks>
/// Shapes are few, so that a GPU's memory neither grows nor falls to pieces: pictures lie in square frames of three sizes, and views come
/// in powers of two. To be asked by one thread at a time, but for <see cref="Upload"/> and <see cref="Free"/>.
/// </remarks>
internal sealed class ViewGraph : IDisposable
{
    // A view's picture is no larger than ReducedPicture makes it; what is, a thin one, the processor cuts.
    private static readonly int[] Frames = [320, 640, 1280];

    private readonly InferenceSession upload;
    private readonly InferenceSession views;
    private readonly OrtMemoryInfo memory;
    private readonly long room;
    private long taken;

    private ViewGraph(InferenceSession upload, InferenceSession views, OrtMemoryInfo memory, long room) => (this.upload, this.views, this.memory, this.room) = (upload, views, memory, room);

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
        return Run(upload, [("source", source)], "picture");
    }

    /// <summary>Gives up what <see cref="Upload"/> returned.</summary>
    public void Free(OrtValue uploaded, PixelBuffer picture)
    {
        uploaded.Dispose();
        var frame = Frame(picture)!.Value;
        Interlocked.Add(ref taken, -((long)frame * frame * picture.Channels));
    }

    /// <summary>Views of one size of a picture, as network input in the device's memory.</summary>
    /// <param name="uploaded">What <see cref="Upload"/> returned.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="wanted">Where to look; the input holds more, the last again and again, up to the next power of two.</param>
    /// <param name="inMirror">Whether each view is seen with left and right exchanged.</param>
    public OrtValue Sample(OrtValue uploaded, PixelBuffer picture, IReadOnlyList<RoundView> wanted, bool inMirror)
    {
        var frame = Frame(picture)!.Value;
        var size = wanted[0].Size;
        var count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)wanted.Count);
        var turns = new float[count * 6];
        for (var i = 0; i < count; i++)
        {
            Turn(wanted[Math.Min(i, wanted.Count - 1)], frame, inMirror, turns.AsSpan(i * 6, 6));
        }

        float[] places = [.. Enumerable.Range(0, 2 * size).Select(i => i + 0.5f - size)];
        float[] limit = [(float)InFrame(picture.Width - 1, frame), (float)InFrame(picture.Height - 1, frame)];
        using var at = OrtValue.CreateTensorValueFromMemory(places, [places.Length]);
        using var where = OrtValue.CreateTensorValueFromMemory(turns, [1, count, 2, 3]);
        using var end = OrtValue.CreateTensorValueFromMemory(limit, [1, 2]);
        return Run(views, [("picture", uploaded), ("at", at), ("turns", where), ("limit", end)], "look");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
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

    private OrtValue Run(InferenceSession session, (string Name, OrtValue Value)[] inputs, string output)
    {
        using var binding = session.CreateIoBinding();
        foreach (var (name, value) in inputs)
        {
            binding.BindInput(name, value);
        }

        binding.BindOutputToDevice(output, memory);
        using RunOptions run = new();
        // The one value is the caller's; the list that it comes in holds nothing else.
        return session.RunWithBoundResults(run, binding)[0];
    }
}

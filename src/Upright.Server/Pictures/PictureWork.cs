using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary>Estimates and fixes pictures that lie in temporary files, when it is their turn.</summary>
internal sealed class PictureWork(Uprighter upright, WorkGate gate, TemporaryFolder folder, ServerSettings settings) : IAsyncDisposable
{
    /// <summary>How the service decides where a request says nothing.</summary>
    public static UprightOptions Options(ServerSettings settings) => new()
    {
        MaxPixels = settings.MaxPixels,
        MaxFileSize = settings.MaxFileSize,
        MaxPages = settings.MaxPages,
        ReadsWithImageMagick = settings.ReadsWithImageMagick,
        ModelPath = settings.ModelPath,
        Device = settings.Device,
        GpuMemory = settings.GpuMemory,
        // The cores are shared among the pictures worked on.
        Threads = Math.Max(1, Environment.ProcessorCount / settings.Concurrency),
    };

    /// <summary>Whether the options of a request are within their ranges, before anything is done.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/></exception>
    public void Check(DecisionQuery decide) => upright.With(decide.Over(Options(settings)));

    /// <summary>Opens a picture or document, once for all that is done with it, within the limits of a request.</summary>
    /// <exception cref="UprightException">It is empty, or too large; or an option is out of its range.</exception>
    public OpenedInput Open(TemporaryFile file, DecisionQuery decide) => upright.With(decide.Over(Options(settings))).Open(file.Path);

    /// <summary>Finds the angle.</summary>
    public async Task<RotationEstimate> EstimateAsync(OpenedInput picture, DecisionQuery decide, CancellationToken cancellationToken)
    {
        var chosen = upright.With(decide.Over(Options(settings)));
        using var turn = await gate.EnterAsync(picture.Size, cancellationToken);
        return await chosen.EstimateAsync(picture, cancellationToken);
    }

    /// <summary>Writes the upright picture to another temporary file.</summary>
    public async Task<(UprightReport Report, TemporaryFile Picture)> FixAsync(
        OpenedInput picture, DecisionQuery decide, FixOptions write, CancellationToken cancellationToken)
    {
        var chosen = upright.With(decide.Over(Options(settings)));
        using var turn = await gate.EnterAsync(picture.Size, cancellationToken);
        return await folder.WriteAsync(output => chosen.FixAsync(picture, output, write, cancellationToken));
    }

    /// <summary>A small JPEG of the picture as it came.</summary>
    public async Task<byte[]> PreviewAsync(OpenedInput picture, int longSide, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(picture.Size, cancellationToken);
        return await Task.Run(() => PicturePreview.Jpeg(picture, longSide), cancellationToken);
    }

    /// <summary>Waits for what is still being worked on, though nobody waits for it: the model must not go under its hands.</summary>
    public async ValueTask DisposeAsync()
    {
        using var alone = await gate.EnterAloneAsync(CancellationToken.None);
    }
}

using NetVips;
using Upright.Estimation;
using Upright.Files;
using Upright.Imaging;
using Upright.Network;
using Upright.Rectification;

namespace Upright;

/// <summary>
/// Tells by how many degrees pictures must be turned to stand upright, and turns them. One instance holds one loaded
/// model and serves any number of callers at a time.
/// </summary>
/// <example>
/// <code>
/// using var upright = Uprighter.Create();
/// var report = await upright.FixAsync("in.jpg", "out.jpg");
/// Console.WriteLine(report.Estimate.Angle);
/// </code>
/// </example>
public sealed class Uprighter : IUprighter, IDisposable
{
    private readonly UprightOptions options;
    private readonly DecodeLimits limits;
    private readonly Task<Networks> loading;
    private readonly PictureJudge judge;
    private readonly TurnPlanner planner;
    private readonly PictureCorrector corrector;
    private readonly bool sharesNetwork;

    private Uprighter(UprightOptions options, Task<Networks> loading, bool sharesNetwork = false, bool isThorough = false)
    {
        this.options = options;
        this.loading = loading;
        this.sharesNetwork = sharesNetwork;
        limits = new DecodeLimits
        {
            MaxPixels = options.MaxPixels,
            MaxFrames = options.MaxFrames,
            MaxFileSize = options.MaxFileSize,
            ReadsWithImageMagick = options.ReadsWithImageMagick,
            Tolerant = options.Tolerant,
        };
        judge = new PictureJudge(loading, options) { IsThorough = isThorough };
        planner = new TurnPlanner(options);
        corrector = new PictureCorrector(judge, planner);
    }

    /// <summary>Short hash of the model's weights, as in <see cref="RotationEstimate.Model"/>.</summary>
    internal string Model => loading.GetAwaiter().GetResult().Small.Manifest.Weights;

    /// <summary>What the network runs on; not <see cref="NetworkDevice.Auto"/>.</summary>
    public NetworkDevice Device => loading.GetAwaiter().GetResult().Small.Device;

    /// <summary>What pictures, and documents of pages, may cost.</summary>
    internal DecodeLimits Limits => limits;

    /// <summary>How many pages a document may have.</summary>
    internal int MaxPages => options.MaxPages;

    /// <summary>Loads the model.</summary>
    /// <param name="options">How to decide and what to accept; null for the defaults.</param>
    /// <exception cref="UprightException">An option is out of range (all violations in one message), a native library is missing, or the model or the device cannot be used.</exception>
    public static Uprighter Create(UprightOptions? options = null)
    {
        var upright = BeginCreating(options ?? new UprightOptions());
        try
        {
            upright.loading.GetAwaiter().GetResult();
            VipsRuntime.Prepare();
            return upright;
        }
        finally
        {
            NativeLibraries.FinishLoading();
        }
    }

    /// <summary>Loads the model while the caller goes on, and while its first pictures are opened and decoded.</summary>
    /// <param name="options">How to decide and what to accept.</param>
    /// <param name="joinsPictures">Whether one run of the network looks at several pictures; null where a GPU does.</param>
    /// <returns>An instance whose estimates fail with <see cref="UprightError.UnusableModel"/> or <see cref="UprightError.DeviceUnavailable"/> where that is so.</returns>
    /// <exception cref="UprightException">An option is out of range; all violations are in one message.</exception>
    internal static Uprighter BeginCreating(UprightOptions options, bool? joinsPictures = null)
    {
        options.Validated();
        NativeLibraries.BeginLoading();
        // A thread of its own: those of the pool may soon all be waiting for it.
        return new Uprighter(options, Task.Factory.StartNew(
            () => Networks.Load(options, joinsPictures), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    /// <summary>The same loaded model with other options: costs nothing, so that each request of a service can have its own.</summary>
    /// <param name="other">How to decide and what to accept; its model, device and threads are not looked at.</param>
    /// <returns>An instance that works until this one is disposed, and need not be disposed itself.</returns>
    /// <exception cref="UprightException">An option is out of range; all violations are in one message.</exception>
    public Uprighter With(UprightOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Uprighter(other.Validated(), loading, sharesNetwork: true);
    }

    /// <summary>The same, asking every source of evidence of every picture if thorough: for the program that the fusion is fitted by.</summary>
    internal Uprighter Asking(bool thorough) => new(options, loading, sharesNetwork: true, thorough);

    /// <summary>Reads a picture's size from its header and holds it against the limits; nothing is decoded.</summary>
    /// <exception cref="UprightException">It cannot be used or is over a limit; <see cref="UprightException.Error"/> says why.</exception>
    public PictureSize ReadSize(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var input = Open(path);
        return input.Size;
    }

    /// <summary>Opens a file once for all that is to be done with it.</summary>
    /// <exception cref="UprightException">It is missing, a directory, unreadable, empty or too large.</exception>
    internal OpenedInput Open(string path) => OpenedInput.OfFile(path, limits);

    /// <summary>Finds the angle of the picture in a file.</summary>
    /// <exception cref="UprightException">The file or the picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<RotationEstimate> EstimateAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Task.Run(
            () =>
            {
                using var input = Open(path);
                return judge.Estimate(input.Picture, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Finds the angle of a picture that was opened.</summary>
    /// <exception cref="UprightException">The picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal Task<RotationEstimate> EstimateAsync(OpenedInput input, CancellationToken cancellationToken = default) =>
        Task.Run(() => judge.Estimate(input.Picture, cancellationToken), cancellationToken);

    /// <summary>Finds the angle of the picture in a stream, which is read from where it stands to its end and stays open.</summary>
    /// <exception cref="UprightException">The stream or the picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<RotationEstimate> EstimateAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var input = await OpenedInput.OfStreamAsync(stream, limits, cancellationToken).ConfigureAwait(false);
        return await EstimateAsync(input, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the angle of an encoded picture in memory, which must not change until the task is done.</summary>
    /// <exception cref="UprightException">The picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<RotationEstimate> EstimateAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default) =>
        Task.Run(() => judge.Estimate(OpenedInput.OfMemory(encoded, limits).Picture, cancellationToken), cancellationToken);

    /// <summary>Finds the angle of decoded pixels, which are copied before the call returns.</summary>
    /// <param name="pixels">Rows of pixels, the top row first.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes from the start of one row to the next.</param>
    /// <param name="format">The order of the bytes of one pixel.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UprightException">Size, stride and length do not agree, or it is over a limit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<RotationEstimate> EstimateAsync(
        ReadOnlySpan<byte> pixels, int width, int height, int stride, PixelFormat format, CancellationToken cancellationToken = default)
    {
        var image = OpenPixels(pixels, width, height, stride, format);
        return Task.Run(
            () =>
            {
                using (image)
                {
                    return judge.Estimate(image, cancellationToken);
                }
            },
            cancellationToken);
    }

    /// <summary>Writes the upright picture of a file to another.</summary>
    /// <remarks>
    /// Where the decision is <see cref="Decision.Leave"/> or <see cref="Decision.Unsure"/>, the output is the input, byte
    /// for byte, unless another format or quality was asked for. The output is written beside its target and renamed.
    /// </remarks>
    /// <param name="inputPath">The picture.</param>
    /// <param name="outputPath">Where the upright picture goes; an existing file is replaced in one step.</param>
    /// <param name="fixOptions">How to write it; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left behind.</param>
    /// <exception cref="UprightException">Something in the catalogue went wrong; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing was written.</exception>
    public Task<UprightReport> FixAsync(
        string inputPath, string outputPath, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputPath);
        ArgumentNullException.ThrowIfNull(outputPath);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        var guard = new InputGuard(inputPath, chosen.InPlace);
        return Task.Run(
            () =>
            {
                guard.Check(outputPath); // before a pipe, say, is read
                using var input = Open(inputPath);
                return corrector.ToFile(input, outputPath, guard, chosen, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Writes the upright picture of one that was opened to a file.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    internal Task<UprightReport> FixAsync(OpenedInput input, string outputPath, FixOptions fixOptions, CancellationToken cancellationToken)
    {
        var chosen = fixOptions.Validated();
        return Task.Run(() => corrector.ToFile(input, outputPath, new InputGuard(input.Source.Path, chosen.InPlace), chosen, cancellationToken), cancellationToken);
    }

    /// <summary>Writes the upright picture of a stream to a file.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<UprightReport> FixAsync(
        Stream input, string outputPath, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outputPath);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        using var opened = await OpenedInput.OfStreamAsync(input, limits, cancellationToken).ConfigureAwait(false);
        return await FixAsync(opened, outputPath, chosen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the upright picture of a file to a stream, which gets its first byte when all of it is ready.</summary>
    /// <inheritdoc cref="FixAsync(Stream, Stream, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<UprightReport> FixAsync(
        string inputPath, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputPath);
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        using var input = Open(inputPath);
        return await FixAsync(input, output, chosen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the upright picture of one that was opened to a stream, which gets its first byte when all of it is ready.</summary>
    /// <inheritdoc cref="FixAsync(Stream, Stream, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    internal Task<UprightReport> FixAsync(OpenedInput input, Stream output, FixOptions fixOptions, CancellationToken cancellationToken) =>
        corrector.ToStreamAsync(input, output, fixOptions.Validated(), cancellationToken);

    /// <summary>Writes the upright picture of one stream to another; the output gets its first byte when all of it is ready.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, CancellationToken)" path="/remarks"/>
    /// <exception cref="UprightException">Something in the catalogue went wrong.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<UprightReport> FixAsync(
        Stream input, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        using var opened = await OpenedInput.OfStreamAsync(input, limits, cancellationToken).ConfigureAwait(false);
        return await FixAsync(opened, output, chosen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the upright picture of encoded bytes, which must not change until the task is done, to a stream.</summary>
    /// <inheritdoc cref="FixAsync(Stream, Stream, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<UprightReport> FixAsync(
        ReadOnlyMemory<byte> encoded, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        return await FixAsync(OpenedInput.OfMemory(encoded, limits), output, chosen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the upright picture of decoded pixels, which are copied before the call returns, to a stream; PNG unless another format is asked for.</summary>
    /// <param name="pixels">Rows of pixels, the top row first.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes from the start of one row to the next.</param>
    /// <param name="format">The order of the bytes of one pixel.</param>
    /// <param name="output">Gets the encoded picture.</param>
    /// <param name="fixOptions">How to write it; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UprightException">Size, stride and length do not agree, or it is over a limit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<UprightReport> FixAsync(
        ReadOnlySpan<byte> pixels,
        int width,
        int height,
        int stride,
        PixelFormat format,
        Stream output,
        FixOptions? fixOptions = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        var image = OpenPixels(pixels, width, height, stride, format);
        return Task.Run(
            async () =>
            {
                using (image)
                {
                    return await corrector.PixelsToStreamAsync(image, output, chosen, cancellationToken).ConfigureAwait(false);
                }
            },
            cancellationToken);
    }

    /// <summary>Lets go of the model. Estimates that have begun are finished, others end with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        if (sharesNetwork)
        {
            return;
        }

        try
        {
            loading.GetAwaiter().GetResult().Dispose();
        }
        catch (UprightException)
        {
            // It could not be loaded, which whoever asked for an estimate was told.
        }
    }

    /// <summary>The verdict about the angle of letters that were found otherwise than by looking, by this instance's options.</summary>
    internal Verdict JudgeText(Angle angle, double confidence) => Decider.DecideText(angle, confidence, options);

    /// <summary>Writes one page of a TIFF turned as planned, as a TIFF of its own.</summary>
    internal void WriteTurned(ReadOnlyMemory<byte> page, RotationPlan plan, FixOptions chosen, Stream target, CancellationToken cancellationToken)
    {
        var source = PictureSource.FromMemory(page, limits);
        var picture = Picture.Open(source, limits);
        UprightOutput.Prepare(source, picture, plan, PictureFormat.Tiff, chosen, cancellationToken).Write(target);
    }

    /// <summary>What is carried out of an angle, in a picture or page of a size; without a dead band that of lines of text.</summary>
    internal RotationPlan Plan(Angle angle, Decision decision, int width, int height, double? deadBand, FixOptions chosen) =>
        planner.Plan(angle, decision, width, height, deadBand, chosen);

    /// <summary>The same for a page of pixels, of which there may not be too many.</summary>
    /// <exception cref="UprightException">The canvas would be too large.</exception>
    internal RotationPlan PlanPixels(Angle angle, Decision decision, int width, int height, double? deadBand, FixOptions chosen) =>
        planner.WithinLimits(Plan(angle, decision, width, height, deadBand, chosen));

    /// <summary>What is carried out of an estimate.</summary>
    internal RotationPlan Plan(RotationEstimate estimate, FixOptions chosen) => planner.Plan(estimate, chosen);

    private Image OpenPixels(ReadOnlySpan<byte> pixels, int width, int height, int stride, PixelFormat format)
    {
        if ((long)width * height > limits.MaxPixels)
        {
            throw new UprightException(UprightError.TooManyPixels, $"It has {width} × {height}, the limit is {limits.MaxPixels}.");
        }

        return RawPixels.ToImage(pixels, width, height, stride, format);
    }
}

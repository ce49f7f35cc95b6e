using System.Diagnostics;
using NetVips;
using Upright.Estimation;
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
public sealed class Uprighter : IDisposable
{
    private readonly UprightOptions options;
    private readonly DecodeLimits limits;
    private readonly OrientationNetwork network;
    private readonly Estimator estimator;
    private readonly bool sharesNetwork;

    private Uprighter(UprightOptions options, OrientationNetwork network, bool sharesNetwork = false)
    {
        this.options = options;
        this.network = network;
        this.sharesNetwork = sharesNetwork;
        limits = new DecodeLimits
        {
            MaxPixels = options.MaxPixels,
            MaxFrames = options.MaxFrames,
            MaxFileSize = options.MaxFileSize,
            Tolerant = options.Tolerant,
        };
        estimator = new Estimator(network);
    }

    /// <summary>Short hash of the model's weights, as in <see cref="RotationEstimate.Model"/>.</summary>
    internal string Model => network.Manifest.Weights;

    /// <summary>What pictures, and documents of pages, may cost.</summary>
    internal DecodeLimits Limits => limits;

    /// <summary>How many pages a document may have.</summary>
    internal int MaxPages => options.MaxPages;

    /// <summary>Loads the model.</summary>
    /// <param name="options">How to decide and what to accept; null for the defaults.</param>
    /// <exception cref="UprightException">An option is out of range (all violations in one message), or the model cannot be used.</exception>
    public static Uprighter Create(UprightOptions? options = null)
    {
        options = (options ?? new UprightOptions()).Validated();
        return new Uprighter(options, OrientationNetwork.Load(ModelFile.Read(options.ModelPath), options.Threads));
    }

    /// <summary>The same loaded model with other options: costs nothing, so that each request of a service can have its own.</summary>
    /// <param name="other">How to decide and what to accept; its model and threads are not looked at.</param>
    /// <returns>An instance that works until this one is disposed, and need not be disposed itself.</returns>
    /// <exception cref="UprightException">An option is out of range; all violations are in one message.</exception>
    public Uprighter With(UprightOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Uprighter(other.Validated(), network, sharesNetwork: true);
    }

    /// <summary>Reads a picture's size from its header and holds it against the limits; nothing is decoded.</summary>
    /// <exception cref="UprightException">It cannot be used or is over a limit; <see cref="UprightException.Error"/> says why.</exception>
    public PictureSize ReadSize(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var info = Picture.Open(PictureSource.FromFile(path, limits), limits).Info;
        return new PictureSize(info.Width, info.Height);
    }

    /// <summary>Finds the angle of the picture in a file.</summary>
    /// <exception cref="UprightException">The file or the picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<RotationEstimate> EstimateAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Task.Run(() => Estimate(Picture.Open(PictureSource.FromFile(path, limits), limits), cancellationToken), cancellationToken);
    }

    /// <summary>Finds the angle of the picture in a stream, which is read from where it stands to its end and stays open.</summary>
    /// <exception cref="UprightException">The stream or the picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<RotationEstimate> EstimateAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = await PictureSource.FromStreamAsync(stream, limits, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Estimate(Picture.Open(source, limits), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the angle of an encoded picture in memory, which must not change until the task is done.</summary>
    /// <exception cref="UprightException">The picture cannot be used; <see cref="UprightException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<RotationEstimate> EstimateAsync(ReadOnlyMemory<byte> encoded, CancellationToken cancellationToken = default) =>
        Task.Run(() => Estimate(Picture.Open(PictureSource.FromMemory(encoded, limits), limits), cancellationToken), cancellationToken);

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
                    return Estimate(image, cancellationToken);
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
        return Task.Run(
            () => FixToFile(() => PictureSource.FromFile(inputPath, limits), outputPath, new InputGuard(inputPath, chosen.InPlace), chosen, cancellationToken),
            cancellationToken);
    }

    /// <summary>Writes the upright picture of a stream to a file.</summary>
    /// <inheritdoc cref="FixAsync(string, string, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<UprightReport> FixAsync(
        Stream input, string outputPath, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(outputPath);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        var source = await PictureSource.FromStreamAsync(input, limits, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => FixToFile(() => source, outputPath, InputGuard.None, chosen, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the upright picture of a file to a stream, which gets its first byte when all of it is ready.</summary>
    /// <inheritdoc cref="FixAsync(Stream, Stream, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<UprightReport> FixAsync(
        string inputPath, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputPath);
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        return await FixToStreamAsync(PictureSource.FromFile(inputPath, limits), output, chosen, cancellationToken).ConfigureAwait(false);
    }

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
        var source = await PictureSource.FromStreamAsync(input, limits, cancellationToken).ConfigureAwait(false);
        return await FixToStreamAsync(source, output, chosen, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the upright picture of encoded bytes, which must not change until the task is done, to a stream.</summary>
    /// <inheritdoc cref="FixAsync(Stream, Stream, FixOptions?, CancellationToken)" path="/remarks|/exception"/>
    public async Task<UprightReport> FixAsync(
        ReadOnlyMemory<byte> encoded, Stream output, FixOptions? fixOptions = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var chosen = (fixOptions ?? new FixOptions()).Validated();
        return await FixToStreamAsync(PictureSource.FromMemory(encoded, limits), output, chosen, cancellationToken).ConfigureAwait(false);
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
                    var estimate = Estimate(image, cancellationToken);
                    CheckTagOnly(chosen, input: null, PictureFormat.Png);
                    var encoding = new EncodeOptions(chosen.Format ?? PictureFormat.Png) { Quality = chosen.Quality };
                    var plan = Plan(estimate, chosen);
                    using var turned = Rectifier.Rectify(image, plan, chosen.Fill, Encoder.KeepsAlpha(encoding.Format));
                    await PictureWriter.WriteStreamAsync(output, stream => PictureWriter.Encode(turned, stream, encoding, cancellationToken), cancellationToken).ConfigureAwait(false);
                    return Report(estimate, plan, encoding.Format, isUnchanged: false);
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!sharesNetwork)
        {
            network.Dispose();
        }
    }

    /// <summary>The decision about an angle that was found otherwise than by looking, by this instance's options.</summary>
    internal Decision Decide(Angle angle, double confidence, bool hasTextAngle) => Decider.Decide(angle, confidence, hasTextAngle, options);

    /// <summary>Writes one page of a TIFF turned by an estimate that was made before, as a TIFF of its own.</summary>
    internal void WriteTurned(ReadOnlyMemory<byte> page, RotationEstimate estimate, FixOptions chosen, Stream target, CancellationToken cancellationToken)
    {
        var source = PictureSource.FromMemory(page, limits);
        var picture = Picture.Open(source, limits);
        Turned(source, picture, estimate, Plan(estimate, chosen), PictureFormat.Tiff, chosen, write => write(target), cancellationToken);
    }

    /// <summary>What is carried out of an angle, in a picture or page of a size.</summary>
    internal RotationPlan Plan(Angle angle, Decision decision, int width, int height, bool hasTextAngle, FixOptions chosen) => RotationPlan.For(
        chosen.Turn is { } turn ? PartOf(turn, chosen.Part)
            : decision == Decision.Turn ? PartOf(angle, chosen.Part) : Angle.Zero,
        width,
        height,
        chosen.Canvas,
        chosen.Turn is not null ? 0 : hasTextAngle ? options.TextDeadBand : options.DeadBand);

    private UprightReport FixToFile(
        Func<PictureSource> open, string outputPath, InputGuard guard, FixOptions chosen, CancellationToken cancellationToken)
    {
        guard.Check(outputPath);
        var source = open();
        var picture = Picture.Open(source, limits);
        var estimate = Estimate(picture, cancellationToken);
        var format = chosen.Format ?? PictureFormats.FromFileName(outputPath) ?? picture.Info.Format;
        CheckTagOnly(chosen, picture.Info.Format, format);
        var plan = Plan(estimate, chosen);
        if (StaysAsItIs(picture.Info, plan, format, chosen))
        {
            if (guard.InputPath is null || !FileIdentity.AreSame(guard.InputPath, outputPath))
            {
                AtomicFile.Write(outputPath, guard, target => source.CopyTo(target, cancellationToken));
            }

            return Report(estimate, plan, format, isUnchanged: true);
        }

        return Turned(source, picture, estimate, plan, format, chosen, write => AtomicFile.Write(outputPath, guard, write), cancellationToken);
    }

    private Task<UprightReport> FixToStreamAsync(PictureSource source, Stream output, FixOptions chosen, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var picture = Picture.Open(source, limits);
                var estimate = Estimate(picture, cancellationToken);
                var format = chosen.Format ?? picture.Info.Format;
                var plan = Plan(estimate, chosen);
                if (StaysAsItIs(picture.Info, plan, format, chosen))
                {
                    await using var bytes = source.OpenRead();
                    await bytes.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
                    return Report(estimate, plan, format, isUnchanged: true);
                }

                return Turned(
                    source, picture, estimate, plan, format, chosen,
                    write => PictureWriter.WriteStreamAsync(output, write, cancellationToken).GetAwaiter().GetResult(), cancellationToken);
            },
            cancellationToken);

    // Nothing to turn, and nothing else asked for that would need the picture to be encoded again.
    private static bool StaysAsItIs(PictureInfo info, RotationPlan plan, PictureFormat format, FixOptions chosen) =>
        plan.Method == RotationMethod.None && format == info.Format && chosen.Quality is null;

    private static UprightReport Turned(
        PictureSource source,
        Picture picture,
        RotationEstimate estimate,
        RotationPlan plan,
        PictureFormat format,
        FixOptions chosen,
        Action<Action<Stream>> write,
        CancellationToken cancellationToken)
    {
        if (chosen.TagOnly)
        {
            write(Tagged(source, picture.Info, plan));
            return Report(estimate, plan with { Method = RotationMethod.OrientationTag }, format, isUnchanged: false);
        }

        if (plan.Method == RotationMethod.Quarter && format == PictureFormat.Jpeg && picture.Info.Format == format && chosen.Quality is null
            && WithoutDecoding(source, picture.Info, plan, chosen.Edge) is var (coded, copy))
        {
            write(copy);
            return Report(estimate, coded, format, isUnchanged: false);
        }

        var encoding = EncodeOptions.For(picture.Info, format, chosen.Quality) with
        {
            Bilevel = picture.Info.Bits == 1 && (plan.Method != RotationMethod.AffineWarp || chosen.KeepsBlackAndWhite),
        };
        using var whole = picture.OpenForOutput(PixelAccess.Sequential);
        using var turned = VipsErrors.Decode(() => Rectifier.Rectify(whole, plan, chosen.Fill, Encoder.KeepsAlpha(format)), cancellationToken);
        write(stream => PictureWriter.Encode(turned, stream, encoding, cancellationToken));
        return Report(estimate, plan, format, isUnchanged: false);
    }

    /// <summary>How a JPEG is turned by quarters as it is coded, and what writes it; null where it must be decoded.</summary>
    private static (RotationPlan Plan, Action<Stream> Write)? WithoutDecoding(PictureSource source, PictureInfo info, RotationPlan plan, JpegEdge edge)
    {
        var jpeg = JpegTurner.For(source, info.Orientation, SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides));
        if (jpeg is null || (!jpeg.IsWhole && edge == JpegEdge.Reencode))
        {
            return null;
        }

        if (!jpeg.IsWhole && edge == JpegEdge.Keep)
        {
            return (plan with { Method = RotationMethod.OrientationTag }, Tagged(source, info, plan));
        }

        return jpeg.Move() is var (width, height, write)
            ? (plan with { Method = RotationMethod.LosslessQuarter, OutputWidth = width, OutputHeight = height }, write)
            : null;
    }

    private static Action<Stream> Tagged(PictureSource source, PictureInfo info, RotationPlan plan) => OrientationTag.Writer(
        source, info.Format, SquareSymmetry.OfOrientation(info.Orientation).Then(SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides)).Orientation);

    private static void CheckTagOnly(FixOptions chosen, PictureFormat? input, PictureFormat output)
    {
        if (chosen.TagOnly && input != output)
        {
            throw new UprightException(UprightError.InvalidOptions, $"The tag alone cannot make {(input is null ? "pixels" : input)} into {output}.");
        }
    }

    /// <summary>What is carried out of an estimate.</summary>
    internal RotationPlan Plan(RotationEstimate estimate, FixOptions chosen)
    {
        var plan = Plan(estimate.Angle, estimate.Decision, estimate.Width, estimate.Height, estimate.Evidence.TextLines is not null, chosen);
        return Unmirrors(estimate, chosen) ? plan.WithSidesExchanged() : plan;
    }

    private bool Unmirrors(RotationEstimate estimate, FixOptions chosen) => chosen.Unmirror
        && estimate is { Mirrored: true } && estimate.MirroredConfidence >= options.Threshold
        && (estimate.Decision != Decision.Unsure || chosen.Turn is not null);

    private static Angle PartOf(Angle angle, TurnPart part) => part switch
    {
        TurnPart.Quarter => new Angle(90 * angle.QuarterTurns),
        TurnPart.Residual => new Angle(angle.Residual),
        _ => angle,
    };

    private RotationEstimate Estimate(Picture picture, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var reduced = picture.OpenForEstimate(cancellationToken: cancellationToken);
        return Estimate(reduced, picture.Info.Orientation, Stopwatch.GetElapsedTime(began), cancellationToken);
    }

    private RotationEstimate Estimate(Image image, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var reduced = ReducedPicture.Of(image, ReducedPicture.DefaultLongSide, cancellationToken);
        return Estimate(reduced, orientation: 1, Stopwatch.GetElapsedTime(began), cancellationToken);
    }

    private RotationEstimate Estimate(ReducedPicture reduced, int orientation, TimeSpan decodeTime, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Source.StartActivity("estimate");
        var began = Stopwatch.GetTimestamp();
        var findings = estimator.Find(reduced.Pixels, AnglePrior.For(options.Expect), cancellationToken);
        var confidence = Calibration.Confidence(findings.Score, Calibration.Knots(network.Manifest.Calibrations, options.Expect, findings));
        var mirrored = Calibration.Mirrored(network.Manifest.Calibrations, findings);
        var estimate = new RotationEstimate
        {
            Angle = findings.Angle,
            Confidence = confidence,
            Decision = Decider.Decide(findings, confidence, options),
            Mirrored = mirrored is null ? null : mirrored >= 0.5,
            MirroredConfidence = mirrored is { } probability ? Math.Max(probability, 1 - probability) : null,
            Width = reduced.FullWidth,
            Height = reduced.FullHeight,
            ExifOrientation = orientation,
            Model = network.Manifest.Weights,
            Corners = [.. findings.Corners.Chunk(2).Select(corner => new CornerOffset(corner[0], corner[1]))],
            TextLineDensity = findings.TextLineDensity,
            Look = findings.Look,
            InferenceTime = Stopwatch.GetElapsedTime(began),
            DecodeTime = decodeTime,
            Evidence = new RotationEvidence
            {
                Glance = findings.Glance.Mode(),
                GlanceMass = findings.Glance.MassWithin(findings.Glance.Mode(), 10),
                LookAgain = findings.LookAgain,
                TextLines = findings.TextLines is null ? null : findings.Angle,
                TextLineSpread = findings.TextLines?.Spread,
                Score = findings.Score,
                MirroredScore = findings.MirroredScore,
                ReadingLooks = findings.ReadingLooks,
            },
        };
        Telemetry.Record(estimate, span);
        return estimate;
    }

    private static UprightReport Report(RotationEstimate estimate, RotationPlan plan, PictureFormat format, bool isUnchanged) => new()
    {
        Estimate = estimate,
        Method = plan.Method,
        Turned = plan.Angle,
        Unmirrored = plan.ExchangesSides,
        OutputWidth = plan.OutputWidth,
        OutputHeight = plan.OutputHeight,
        OutputFormat = format,
        IsInputUnchanged = isUnchanged,
    };

    private Image OpenPixels(ReadOnlySpan<byte> pixels, int width, int height, int stride, PixelFormat format)
    {
        if ((long)width * height > limits.MaxPixels)
        {
            throw new UprightException(UprightError.TooManyPixels, $"It has {width} × {height}, the limit is {limits.MaxPixels}.");
        }

        return RawPixels.ToImage(pixels, width, height, stride, format);
    }
}

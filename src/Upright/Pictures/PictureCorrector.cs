using NetVips;
using Upright.Files;
using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>Fixes one picture: opens it, has it judged, plans, and writes it.</summary>
internal sealed class PictureCorrector(PictureJudge judge, TurnPlanner planner)
{
    /// <summary>Judges a picture and writes a file.</summary>
    public UprightReport ToFile(
        OpenedInput input, string outputPath, InputGuard guard, FixOptions chosen, CancellationToken cancellationToken)
    {
        guard.Check(outputPath);
        IReadOnlyList<Sidecar> sidecars = guard.InputPath is { } inputPath ? [.. Sidecar.Of(inputPath)] : []; // now: the output may become a namesake
        var (source, picture) = (input.Source, input.Picture);
        var estimate = judge.Estimate(picture, cancellationToken);
        var format = chosen.Format ?? FormatFor(outputPath, guard.InputPath, picture.Info.Format);
        UprightOutput.CheckTagOnly(chosen, picture.Info.Format, format);
        var plan = planner.Plan(estimate, chosen);
        if (UprightOutput.StaysAsItIs(picture.Info, plan, format, chosen))
        {
            if (guard.InputPath is null || !FileIdentity.AreSame(guard.InputPath, outputPath))
            {
                AtomicFile.WriteCopy(outputPath, guard, target => source.CopyTo(target, cancellationToken));
            }

            return WithSidecars(UprightOutput.Report(estimate, new(plan), format, isUnchanged: true), new(plan), picture.Info, sidecars, outputPath, chosen);
        }

        if (chosen.TagOnly && Codecs.Of(picture.Info.Format).IsOnlyJudged)
        {
            return BySidecar(source, picture, estimate, plan, outputPath, guard, cancellationToken);
        }

        var prepared = UprightOutput.Prepare(source, picture, plan, format, chosen, cancellationToken);
        var path = PathFor(prepared.Format, format, outputPath, chosen);
        var report = UprightOutput.Report(estimate, prepared.Written, prepared.Format, isUnchanged: false) with { OutputPath = path == outputPath ? null : path };
        // One that goes elsewhere replaces nothing.
        AtomicFile.Write(path, guard, prepared.Write, file =>
        {
            input.Release();
            if (report.OutputPath is null)
            {
                chosen.Replacing?.Invoke(file, report, null);
            }
        });
        return WithSidecars(report, prepared.Written, picture.Info, sidecars, path, chosen);
    }

    /// <summary>Judges a picture and writes to a stream, which gets its first byte when all of it is ready.</summary>
    public Task<UprightReport> ToStreamAsync(OpenedInput input, Stream output, FixOptions chosen, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                var (source, picture) = (input.Source, input.Picture);
                var estimate = judge.Estimate(picture, cancellationToken);
                var format = chosen.Format ?? picture.Info.Format;
                var plan = planner.Plan(estimate, chosen);
                if (UprightOutput.StaysAsItIs(picture.Info, plan, format, chosen))
                {
                    await using var bytes = source.OpenRead();
                    await bytes.CopyToAsync(output, cancellationToken).ConfigureAwait(false);
                    return UprightOutput.Report(estimate, new(plan), format, isUnchanged: true);
                }

                var prepared = UprightOutput.Prepare(source, picture, plan, format, chosen, cancellationToken);
                await PictureWriter.WriteStreamAsync(output, prepared.Write, cancellationToken).ConfigureAwait(false);
                return UprightOutput.Report(estimate, prepared.Written, prepared.Format, isUnchanged: false);
            },
            cancellationToken);

    /// <summary>Judges decoded pixels and writes them to a stream; PNG unless another format is asked for.</summary>
    public async Task<UprightReport> PixelsToStreamAsync(Image image, Stream output, FixOptions chosen, CancellationToken cancellationToken)
    {
        var estimate = judge.Estimate(image, cancellationToken);
        UprightOutput.CheckTagOnly(chosen, input: null, PictureFormat.Png);
        var encoding = new EncodeOptions(chosen.Format ?? PictureFormat.Png) { Quality = chosen.Quality };
        var plan = planner.Plan(estimate, chosen);
        using var turned = Rectifier.Rectify(image, plan, chosen.Fill, Codecs.Of(encoding.Format).KeepsAlpha, cancellationToken);
        await PictureWriter.WriteStreamAsync(output, stream => PictureWriter.Encode(turned, stream, encoding, cancellationToken), cancellationToken).ConfigureAwait(false);
        return UprightOutput.Report(estimate, new(plan), encoding.Format, isUnchanged: false);
    }

    // The file itself stays as it is, or is copied; what it stood by before is in the file, so that doing it again says the same.
    private static UprightReport BySidecar(
        PictureSource source, Picture picture, RotationEstimate estimate, RotationPlan plan, string outputPath, InputGuard guard, CancellationToken cancellationToken)
    {
        if (guard.InputPath is not { } inputPath)
        {
            throw new UprightException(UprightError.CannotTag, "A camera's raw file is turned by a sidecar, and a stream has none.");
        }

        if (!FileIdentity.AreSame(inputPath, outputPath))
        {
            AtomicFile.WriteCopy(outputPath, guard, target => source.CopyTo(target, cancellationToken));
        }

        Sidecar.Tell(inputPath, outputPath, UprightOutput.TagOf(picture.Info.Orientation, plan));
        return UprightOutput.Report(estimate, new(plan with { Method = RotationMethod.OrientationTag }), picture.Info.Format, isUnchanged: true);
    }

    /// <summary>Sets sidecars right if that is asked for, otherwise tells of those that name another orientation.</summary>
    private static UprightReport WithSidecars(UprightReport report, WrittenPicture written, PictureInfo input, IReadOnlyList<Sidecar> sidecars, string outputPath, FixOptions chosen)
    {
        var orientation = written.Orientation(input.Orientation);
        foreach (var sidecar in sidecars)
        {
            if (chosen.Sidecars)
            {
                sidecar.WriteBeside(outputPath, orientation, written.Coordinates);
            }
            else if (sidecar.Orientation is { } named && named != orientation)
            {
                report = report with { Notes = [.. report.Notes, PictureNote.SidecarOrientation] };
            }
        }

        return report;
    }

    /// <summary>The format that an output's name asks for: only one that ends otherwise than the input's asks for another.</summary>
    private static PictureFormat FormatFor(string outputPath, string? inputPath, PictureFormat input)
    {
        var ending = Path.GetExtension(outputPath);
        return ending.Equals(Path.GetExtension(inputPath), StringComparison.OrdinalIgnoreCase) ? input
            : PictureFormats.FromFileName(outputPath) is { } asked ? asked
            : Signature.IsEndingOfRefused(ending)
                ? throw new UprightException(UprightError.CannotEncode, $"'{ending}' is the ending of a format that is not written here.")
                : input;
    }

    /// <summary>Where a picture goes that is written in another format than its output's name promises.</summary>
    /// <exception cref="UprightException">Nowhere: the name would lie, or there is a file that nobody said may be replaced.</exception>
    private static string PathFor(PictureFormat written, PictureFormat promised, string outputPath, FixOptions chosen)
    {
        if (written == promised || !Codecs.Of(promised).Endings.Contains(Path.GetExtension(outputPath), StringComparer.OrdinalIgnoreCase))
        {
            return outputPath;
        }

        var substitute = chosen.SubstitutePath ?? throw new UprightException(
            UprightError.CannotEncode, $"{Codecs.Of(promised).Name} is read here, and not encoded: name the output as a {written}, or choose a format.");
        return chosen.InPlace && File.Exists(substitute)
            ? throw new UprightException(UprightError.CannotWrite, $"It would be written as {written} beside itself, and '{substitute}' is there already.")
            : substitute;
    }
}

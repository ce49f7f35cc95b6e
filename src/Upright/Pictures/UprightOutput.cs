using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>Writes a picture as it was planned, by the way that loses least: a tag, moved blocks, moved pixels, one warp.</summary>
internal static class UprightOutput
{
    /// <summary>Nothing to turn, and nothing else asked for that would need the picture to be encoded again.</summary>
    public static bool StaysAsItIs(PictureInfo info, RotationPlan plan, PictureFormat format, FixOptions chosen) =>
        plan.Method == RotationMethod.None && format == info.Format && chosen.Quality is null;

    /// <summary>Prepares what is not copied as it is. Nothing is written of a file that changes meanwhile.</summary>
    /// <param name="source">The picture's bytes.</param>
    /// <param name="picture">The picture opened.</param>
    /// <param name="plan">What is done.</param>
    /// <param name="format">The output's format; where it is the input's, nobody asked for it and it is not written, another that is.</param>
    /// <param name="chosen">How it is written.</param>
    /// <param name="cancellationToken">Stops decoder and encoder.</param>
    public static PreparedPicture Prepare(
        PictureSource source, Picture picture, RotationPlan plan, PictureFormat format, FixOptions chosen, CancellationToken cancellationToken)
    {
        var prepared = PrepareFrom(source, picture, plan, format, chosen, cancellationToken);
        return prepared with
        {
            Write = stream =>
            {
                prepared.Write(stream);
                source.CheckUnchanged();
            },
        };
    }

    private static PreparedPicture PrepareFrom(
        PictureSource source, Picture picture, RotationPlan plan, PictureFormat format, FixOptions chosen, CancellationToken cancellationToken)
    {
        if (Codecs.Of(picture.Info.Format).IsOnlyJudged)
        {
            throw new UprightException(
                chosen.TagOnly ? UprightError.CannotTag : UprightError.CannotEncode, "A camera's raw file is judged here and not developed: --tag-only tells a sidecar how it stands.");
        }

        if (chosen.TagOnly)
        {
            return new(new(plan with { Method = RotationMethod.OrientationTag }), format, Tagged(source, picture.Info, plan));
        }

        var behind = picture.Info.Format == PictureFormat.Jpeg ? JpegBehind.Of(source) : null;
        if (plan.Method == RotationMethod.Quarter && picture.Info.Format == format && chosen.Quality is null
            && WithoutDecoding(source, picture.Info, plan, chosen, behind, cancellationToken) is { } coded)
        {
            return coded;
        }

        var written = chosen.Format is null && format == picture.Info.Format ? Codecs.Of(format).WrittenAs : format;
        var isTiff = (picture.Info.Format, written) == (PictureFormat.Tiff, PictureFormat.Tiff);
        if (picture.Info.Bits > Codecs.Of(picture.Info.Format).MostBits && written != PictureFormat.Jpeg && chosen.Format is null)
        {
            throw new UprightException(
                UprightError.CannotEncode, $"It has {picture.Info.Bits} bits a sample, of which {Codecs.Of(picture.Info.Format).MostBits} can be read here: choose a format if that is enough.");
        }

        behind = written != PictureFormat.Jpeg && behind is not null ? behind with { IsLeftOut = true }
            : behind is not null ? new CompanionTurner(picture.Info, plan, chosen, cancellationToken).Turn(behind) : null;

        picture.CheckOutput(plan.OutputWidth, plan.OutputHeight, written);
        var encoding = EncodeOptions.For(picture.Info, written, chosen.Quality) with
        {
            // A resampled fax in grey would be forty times as large; other formats with one bit are drawings, which look better in grey.
            Bilevel = picture.Info.Bits == 1 && (plan.Method != RotationMethod.AffineWarp || isTiff),
            Coordinates = CoordinateMap.Of(picture.Info, plan.Matrix, plan.OutputWidth, plan.OutputHeight),
            Behind = behind,
        };
        // Moved pixels need no other colours, and TIFF holds inks as they are.
        var keepsInks = plan.Method != RotationMethod.AffineWarp && isTiff;
        WrittenPicture done = new(plan, encoding.Coordinates, behind) { LosesChannel = picture.Info.HasExtraChannel, LosesBits = LosesBits(picture.Info, written), Beside = picture.Info.Beside };
        return new(done, written, stream =>
        {
            using var whole = picture.OpenForOutput(PixelAccess.Sequential, keepsInks);
            using var turned = VipsErrors.Decode(() => Rectifier.Rectify(whole, plan, chosen.Fill, Codecs.Of(written).KeepsAlpha, cancellationToken), cancellationToken);
            PictureWriter.Encode(turned, stream, encoding, picture.IsWhole, cancellationToken);
            if (behind is { IsLeftOut: false })
            {
                behind.AppendTo(stream);
            }
        });
    }

    private static bool LosesBits(PictureInfo info, PictureFormat written) =>
        info.Bits > Math.Min(Codecs.Of(info.Format).MostBits, Codecs.Of(written).MostWrittenBits);

    /// <summary>How a picture is turned by quarters as it is coded; null where it must be decoded.</summary>
    private static PreparedPicture? WithoutDecoding(
        PictureSource source, PictureInfo info, RotationPlan plan, FixOptions chosen, JpegBehind? behind, CancellationToken cancellationToken)
    {
        if (Codecs.Of(info.Format).IsTurnedByItsTag)
        {
            return OrientationTag.TryWriter(source, info.Format, TagOf(info.Orientation, plan)) is { } tagged
                ? new(new(plan with { Method = RotationMethod.LosslessQuarter }), info.Format, tagged)
                : null;
        }

        if (info.Format != PictureFormat.Jpeg)
        {
            return null;
        }

        var jpeg = JpegTurner.For(source, info.Orientation, SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides));
        if (jpeg is null || (!jpeg.IsWhole && chosen.Edge == JpegEdge.Reencode))
        {
            return null;
        }

        if ((!jpeg.IsWhole || !jpeg.CanBeHeld) && chosen.Edge == JpegEdge.Keep)
        {
            return new(new(plan with { Method = RotationMethod.OrientationTag }), info.Format, Tagged(source, info, plan));
        }

        var (width, height) = jpeg.Size;
        var done = plan with { Method = RotationMethod.LosslessQuarter, OutputWidth = width, OutputHeight = height };
        behind = behind is null ? null : new CompanionTurner(info, done, chosen, cancellationToken).Turn(behind);
        return jpeg.Move(behind) is { } move ? new(new(done, jpeg.Coordinates, behind), info.Format, move) : null;
    }

    private static Action<Stream> Tagged(PictureSource source, PictureInfo info, RotationPlan plan) => OrientationTag.Writer(
        source, info.Format, TagOf(info.Orientation, plan));

    /// <summary>The orientation that shows a stored picture turned as planned.</summary>
    /// <param name="orientation">The orientation by which it is shown before, 1 to 8.</param>
    /// <param name="plan">Quarter turns.</param>
    public static int TagOf(int orientation, RotationPlan plan) =>
        SquareSymmetry.OfOrientation(orientation).Then(SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides)).Orientation;

    /// <summary>Refuses to make another format by the tag alone.</summary>
    /// <exception cref="UprightException">It is asked for.</exception>
    public static void CheckTagOnly(FixOptions chosen, PictureFormat? input, PictureFormat output)
    {
        if (chosen.TagOnly && input != output)
        {
            throw new UprightException(UprightError.InvalidOptions, $"The tag alone cannot make {input?.ToString() ?? Words.Of("pixels")} into {output}.");
        }
    }

    /// <summary>What was done. A turn that comes to nothing (of no pixel, or of the part that was asked for) is none: the picture is left.</summary>
    public static UprightReport Report(RotationEstimate estimate, WrittenPicture written, PictureFormat format, bool isUnchanged) => new()
    {
        Estimate = written.Plan.Method == RotationMethod.None && estimate.Decision == Decision.Turn ? estimate with { Decision = Decision.Leave } : estimate,
        Method = written.Plan.Method,
        Turned = written.Plan.Angle,
        Unmirrored = written.Plan.ExchangesSides,
        OutputWidth = written.Plan.OutputWidth,
        OutputHeight = written.Plan.OutputHeight,
        Notes = written.Notes,
        OutputFormat = format,
        IsInputUnchanged = isUnchanged,
    };
}

using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>Writes a picture as it was planned, by the way that loses least: a tag, moved blocks, moved pixels, one warp.</summary>
internal static class UprightOutput
{
    /// <summary>Nothing to turn, and nothing else asked for that would need the picture to be encoded again.</summary>
    public static bool StaysAsItIs(PictureInfo info, RotationPlan plan, PictureFormat format, FixOptions chosen) =>
        plan.Method == RotationMethod.None && format == info.Format && chosen.Quality is null;

    /// <summary>Prepares what is not copied as it is.</summary>
    /// <param name="source">The picture's bytes.</param>
    /// <param name="picture">The picture opened.</param>
    /// <param name="plan">What is done.</param>
    /// <param name="format">The output's format; where it is the input's, nobody asked for it and it is not written, another that is.</param>
    /// <param name="chosen">How it is written.</param>
    /// <param name="cancellationToken">Stops decoder and encoder.</param>
    public static PreparedPicture Prepare(
        PictureSource source, Picture picture, RotationPlan plan, PictureFormat format, FixOptions chosen, CancellationToken cancellationToken)
    {
        if (chosen.TagOnly)
        {
            return new(plan with { Method = RotationMethod.OrientationTag }, format, Tagged(source, picture.Info, plan));
        }

        if (plan.Method == RotationMethod.Quarter && picture.Info.Format == format && chosen.Quality is null
            && WithoutDecoding(source, picture.Info, plan, chosen.Edge) is { } coded)
        {
            return coded;
        }

        var written = chosen.Format ?? (format == picture.Info.Format ? Codecs.Of(format).WrittenAs : format);
        var encoding = EncodeOptions.For(picture.Info, written, chosen.Quality) with
        {
            Bilevel = picture.Info.Bits == 1 && (plan.Method != RotationMethod.AffineWarp || chosen.KeepsBlackAndWhite),
        };
        return new(plan, written, stream =>
        {
            using var whole = picture.OpenForOutput(PixelAccess.Sequential);
            using var turned = VipsErrors.Decode(() => Rectifier.Rectify(whole, plan, chosen.Fill, Codecs.Of(written).KeepsAlpha, cancellationToken), cancellationToken);
            PictureWriter.Encode(turned, stream, encoding, cancellationToken);
        });
    }

    /// <summary>How a picture is turned by quarters as it is coded; null where it must be decoded.</summary>
    private static PreparedPicture? WithoutDecoding(PictureSource source, PictureInfo info, RotationPlan plan, JpegEdge edge)
    {
        if (Codecs.Of(info.Format).IsTurnedByItsTag)
        {
            return OrientationTag.TryWriter(source, info.Format, TaggedOrientation(info, plan)) is { } tagged
                ? new(plan with { Method = RotationMethod.LosslessQuarter }, info.Format, tagged)
                : null;
        }

        if (info.Format != PictureFormat.Jpeg)
        {
            return null;
        }

        var jpeg = JpegTurner.For(source, info.Orientation, SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides));
        if (jpeg is null || (!jpeg.IsWhole && edge == JpegEdge.Reencode))
        {
            return null;
        }

        if ((!jpeg.IsWhole || !jpeg.CanBeHeld) && edge == JpegEdge.Keep)
        {
            return new(plan with { Method = RotationMethod.OrientationTag }, info.Format, Tagged(source, info, plan));
        }

        return jpeg.Move() is var (width, height, write)
            ? new(plan with { Method = RotationMethod.LosslessQuarter, OutputWidth = width, OutputHeight = height }, info.Format, write)
            : null;
    }

    private static Action<Stream> Tagged(PictureSource source, PictureInfo info, RotationPlan plan) =>
        OrientationTag.Writer(source, info.Format, TaggedOrientation(info, plan));

    private static int TaggedOrientation(PictureInfo info, RotationPlan plan) =>
        SquareSymmetry.OfOrientation(info.Orientation).Then(SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides)).Orientation;

    /// <summary>Refuses to make another format by the tag alone.</summary>
    /// <exception cref="UprightException">It is asked for.</exception>
    public static void CheckTagOnly(FixOptions chosen, PictureFormat? input, PictureFormat output)
    {
        if (chosen.TagOnly && input != output)
        {
            throw new UprightException(UprightError.InvalidOptions, $"The tag alone cannot make {(input is null ? "pixels" : input)} into {output}.");
        }
    }

    /// <summary>What was done.</summary>
    public static UprightReport Report(RotationEstimate estimate, RotationPlan plan, PictureFormat format, bool isUnchanged) => new()
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
}

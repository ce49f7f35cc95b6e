using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>Writes a picture as it was planned, by the way that loses least: a tag, moved blocks, moved pixels, one warp.</summary>
internal static class UprightOutput
{
    /// <summary>Nothing to turn, and nothing else asked for that would need the picture to be encoded again.</summary>
    public static bool StaysAsItIs(PictureInfo info, RotationPlan plan, PictureFormat format, FixOptions chosen) =>
        plan.Method == RotationMethod.None && format == info.Format && chosen.Quality is null;

    /// <summary>Writes what is not copied as it is.</summary>
    /// <param name="source">The picture's bytes.</param>
    /// <param name="picture">The picture opened.</param>
    /// <param name="plan">What is done.</param>
    /// <param name="format">The output's format.</param>
    /// <param name="chosen">How it is written.</param>
    /// <param name="write">Is called once, with what writes the encoded picture to a stream.</param>
    /// <param name="cancellationToken">Stops decoder and encoder.</param>
    /// <returns>The plan as it was carried out.</returns>
    public static RotationPlan Write(
        PictureSource source,
        Picture picture,
        RotationPlan plan,
        PictureFormat format,
        FixOptions chosen,
        Action<Action<Stream>> write,
        CancellationToken cancellationToken)
    {
        if (chosen.TagOnly)
        {
            write(Tagged(source, picture.Info, plan));
            return plan with { Method = RotationMethod.OrientationTag };
        }

        if (plan.Method == RotationMethod.Quarter && format == PictureFormat.Jpeg && picture.Info.Format == format && chosen.Quality is null
            && WithoutDecoding(source, picture.Info, plan, chosen.Edge) is var (coded, copy))
        {
            write(copy);
            return coded;
        }

        var encoding = EncodeOptions.For(picture.Info, format, chosen.Quality) with
        {
            Bilevel = picture.Info.Bits == 1 && (plan.Method != RotationMethod.AffineWarp || chosen.KeepsBlackAndWhite),
        };
        using var whole = picture.OpenForOutput(PixelAccess.Sequential);
        using var turned = VipsErrors.Decode(() => Rectifier.Rectify(whole, plan, chosen.Fill, Codecs.Of(format).KeepsAlpha, cancellationToken), cancellationToken);
        write(stream => PictureWriter.Encode(turned, stream, encoding, cancellationToken));
        return plan;
    }

    /// <summary>How a JPEG is turned by quarters as it is coded, and what writes it; null where it must be decoded.</summary>
    private static (RotationPlan Plan, Action<Stream> Write)? WithoutDecoding(PictureSource source, PictureInfo info, RotationPlan plan, JpegEdge edge)
    {
        var jpeg = JpegTurner.For(source, info.Orientation, SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides));
        if (jpeg is null || (!jpeg.IsWhole && edge == JpegEdge.Reencode))
        {
            return null;
        }

        if ((!jpeg.IsWhole || !jpeg.CanBeHeld) && edge == JpegEdge.Keep)
        {
            return (plan with { Method = RotationMethod.OrientationTag }, Tagged(source, info, plan));
        }

        return jpeg.Move() is var (width, height, write)
            ? (plan with { Method = RotationMethod.LosslessQuarter, OutputWidth = width, OutputHeight = height }, write)
            : null;
    }

    private static Action<Stream> Tagged(PictureSource source, PictureInfo info, RotationPlan plan) => OrientationTag.Writer(
        source, info.Format, SquareSymmetry.OfOrientation(info.Orientation).Then(SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides)).Orientation);

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

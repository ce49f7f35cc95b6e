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
    /// <param name="write">Is called once, with how, and what writes the encoded picture to a stream.</param>
    /// <param name="cancellationToken">Stops decoder and encoder.</param>
    /// <returns>What was done.</returns>
    public static WrittenPicture Write(
        PictureSource source,
        Picture picture,
        RotationPlan plan,
        PictureFormat format,
        FixOptions chosen,
        Action<WrittenPicture, Action<Stream>> write,
        CancellationToken cancellationToken)
    {
        if (chosen.TagOnly)
        {
            WrittenPicture tagged = new(plan with { Method = RotationMethod.OrientationTag });
            write(tagged, Tagged(source, picture.Info, plan));
            return tagged;
        }

        var behind = picture.Info.Format == PictureFormat.Jpeg ? JpegBehind.Of(source) : null;
        if (plan.Method == RotationMethod.Quarter && format == PictureFormat.Jpeg && picture.Info.Format == format && chosen.Quality is null
            && WithoutDecoding(source, picture.Info, plan, chosen, behind, cancellationToken) is var (coded, copy))
        {
            write(coded, copy);
            return coded;
        }

        behind = format != PictureFormat.Jpeg && behind is not null ? behind with { IsLeftOut = true }
            : behind is not null ? new CompanionTurner(picture.Info, plan, chosen, cancellationToken).Turn(behind) : null;

        picture.CheckOutput(plan.OutputWidth, plan.OutputHeight, format);
        var encoding = EncodeOptions.For(picture.Info, format, chosen.Quality) with
        {
            // A resampled fax in grey would be forty times as large; other formats with one bit are drawings, which look better in grey.
            Bilevel = picture.Info.Bits == 1 && (plan.Method != RotationMethod.AffineWarp || (picture.Info.Format, format) == (PictureFormat.Tiff, PictureFormat.Tiff)),
            Coordinates = CoordinateMap.Of(picture.Info, plan.Matrix, plan.OutputWidth, plan.OutputHeight),
            Behind = behind,
        };
        // Moved pixels need no other colours, and TIFF holds inks as they are.
        var keepsInks = plan.Method != RotationMethod.AffineWarp && (picture.Info.Format, format) == (PictureFormat.Tiff, PictureFormat.Tiff);
        using var whole = picture.OpenForOutput(PixelAccess.Sequential, keepsInks);
        using var turned = VipsErrors.Decode(() => Rectifier.Rectify(whole, plan, chosen.Fill, Codecs.Of(format).KeepsAlpha, cancellationToken), cancellationToken);
        WrittenPicture written = new(plan, encoding.Coordinates, behind) { LosesChannel = picture.Info.HasExtraChannel };
        write(written, stream =>
        {
            PictureWriter.Encode(turned, stream, encoding, cancellationToken);
            if (behind is { IsLeftOut: false })
            {
                behind.AppendTo(stream);
            }
        });
        return written;
    }

    /// <summary>How a JPEG is turned by quarters as it is coded, and what writes it; null where it must be decoded.</summary>
    private static (WrittenPicture Written, Action<Stream> Write)? WithoutDecoding(
        PictureSource source, PictureInfo info, RotationPlan plan, FixOptions chosen, JpegBehind? behind, CancellationToken cancellationToken)
    {
        var jpeg = JpegTurner.For(source, info.Orientation, SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides));
        if (jpeg is null || (!jpeg.IsWhole && chosen.Edge == JpegEdge.Reencode))
        {
            return null;
        }

        if ((!jpeg.IsWhole || !jpeg.CanBeHeld) && chosen.Edge == JpegEdge.Keep)
        {
            return (new(plan with { Method = RotationMethod.OrientationTag }), Tagged(source, info, plan));
        }

        var (width, height) = jpeg.Size;
        var done = plan with { Method = RotationMethod.LosslessQuarter, OutputWidth = width, OutputHeight = height };
        behind = behind is null ? null : new CompanionTurner(info, done, chosen, cancellationToken).Turn(behind);
        return jpeg.Move(behind) is { } move ? (new(done, jpeg.Coordinates, behind), move) : null;
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

using Upright.Imaging;
using Upright.Rectification;

namespace Upright;

/// <summary>Turns the pictures that stand behind the first one of a JPEG as that one is turned: gain maps, previews, other views.</summary>
/// <param name="first">The first picture.</param>
/// <param name="plan">How it is turned, as it was carried out.</param>
/// <param name="chosen">How it is written.</param>
/// <param name="cancellationToken">Stops decoder and encoder.</param>
internal sealed class CompanionTurner(PictureInfo first, RotationPlan plan, FixOptions chosen, CancellationToken cancellationToken)
{
    private const double SameAspect = 0.02;
    private static readonly DecodeLimits Limits = new();

    /// <summary>Turns them all; what cannot be is removed.</summary>
    public JpegBehind Turn(JpegBehind behind) => behind with
    {
        Companions = [.. behind.Companions.Select(companion => companion with { Written = Turn(behind.BytesOf(companion), companion.IsGainMap) })],
    };

    private byte[]? Turn(byte[] bytes, bool isGainMap)
    {
        try
        {
            var source = Oriented(PictureSource.FromMemory(bytes, Limits), isGainMap);
            using MemoryStream turned = new();
            var picture = Picture.Open(source, Limits);
            if (!TurnCoded(source, picture.Info, turned))
            {
                TurnPixels(source, picture, isGainMap, turned);
            }

            return turned.ToArray();
        }
        catch (UprightException)
        {
            return null; // a damaged one; the first may be whole all the same
        }
    }

    // A gain map lies as the first picture is stored, whatever it says of itself; previews say nothing.
    private PictureSource Oriented(PictureSource source, bool isGainMap)
    {
        var own = Picture.Open(source, Limits).Info.Orientation;
        if (own == first.Orientation || (own != 1 && !isGainMap))
        {
            return source;
        }

        using MemoryStream oriented = new();
        OrientationTag.Writer(source, PictureFormat.Jpeg, first.Orientation)(oriented);
        return PictureSource.FromMemory(oriented.ToArray(), Limits);
    }

    private bool TurnCoded(PictureSource source, PictureInfo info, Stream target)
    {
        if (plan.Method == RotationMethod.AffineWarp
            || JpegTurner.For(source, info.Orientation, SquareSymmetry.OfQuarterTurns(plan.QuarterTurns, plan.ExchangesSides)) is not { IsWhole: true, CanBeHeld: true } jpeg
            || IsTrimmed || jpeg.Move(JpegBehind.Of(source)) is not { } move)
        {
            return false;
        }

        move(target);
        return true;
    }

    private void TurnPixels(PictureSource source, Picture picture, bool isGainMap, Stream target)
    {
        var info = picture.Info;
        var own = PlanFor(info.Width, info.Height);
        using var whole = picture.OpenForOutput(PixelAccess.Sequential);
        // No gain where nothing of the picture is.
        using var turned = VipsErrors.Decode(() => Rectifier.Rectify(whole, own, isGainMap ? Fill.Black : chosen.Fill, keepsAlpha: false, cancellationToken), cancellationToken);
        using var trimmed = IsTrimmed ? turned.Crop(turned.Width - own.OutputWidth, turned.Height - own.OutputHeight, own.OutputWidth, own.OutputHeight) : turned.Copy();
        var behind = JpegBehind.Of(source);
        PictureWriter.Encode(
            trimmed,
            target,
            EncodeOptions.For(info) with { Coordinates = CoordinateMap.Of(info, own.Matrix, own.OutputWidth, own.OutputHeight), Behind = behind },
            cancellationToken);
        behind?.AppendTo(target);
    }

    // Columns and rows of the first picture that could not be moved: they would be the first ones.
    private bool IsTrimmed => plan.Method == RotationMethod.LosslessQuarter
        && (plan.OutputWidth, plan.OutputHeight) != (plan.QuarterTurns % 2 == 0 ? (plan.InputWidth, plan.InputHeight) : (plan.InputHeight, plan.InputWidth));

    private RotationPlan PlanFor(int width, int height)
    {
        if (Math.Abs(((double)width * plan.InputHeight / ((double)height * plan.InputWidth)) - 1) < SameAspect)
        {
            return plan.InSize(width, height);
        }

        var own = RotationPlan.For(plan.Angle, width, height, plan.Canvas);
        return plan.ExchangesSides ? own.WithSidesExchanged() : own;
    }
}

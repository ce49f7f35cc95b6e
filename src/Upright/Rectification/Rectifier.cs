using NetVips;

namespace Upright.Rectification;

/// <summary>Carries a <see cref="RotationPlan"/> out: moves pixels for quarter turns and exchanged sides, resamples once for everything else.</summary>
internal static class Rectifier
{
    /// <summary>Turns a picture as planned.</summary>
    /// <param name="picture">Grey or sRGB, 8 or 16 bit, with or without alpha, as shown. May be open for sequential reading; stays the caller's.</param>
    /// <param name="plan">The plan for a picture of this size.</param>
    /// <param name="fill">What is shown where the turned picture does not reach.</param>
    /// <param name="keepsAlpha">Whether the format that is written next has transparency.</param>
    /// <param name="cancellationToken">Stops the decoder here, and the drawing of the turned picture later.</param>
    /// <returns>A new image to be disposed; its pixels are made when it is written. All metadata of the picture is kept.</returns>
    public static Image Rectify(Image picture, RotationPlan plan, Fill fill, bool keepsAlpha, CancellationToken cancellationToken = default)
    {
        if (picture.Width != plan.InputWidth || picture.Height != plan.InputHeight)
        {
            throw new ArgumentException($"The plan is for {plan.InputWidth} x {plan.InputHeight} pixels, the picture has {picture.Width} x {picture.Height}.", nameof(plan));
        }

        if (plan.Method == RotationMethod.None)
        {
            return picture.Copy();
        }

        using var turned = plan.Method == RotationMethod.AffineWarp ? Warp(picture, plan, fill, keepsAlpha, cancellationToken) : TurnQuarters(picture, plan.QuarterTurns, cancellationToken);
        // Rows are mirrored as they are made: no second copy.
        return plan.ExchangesSides ? turned.FlipHor() : turned.Copy();
    }

    private static Image TurnQuarters(Image picture, int quarterTurns, CancellationToken cancellationToken)
    {
        if (quarterTurns == 0)
        {
            return picture.Copy();
        }

        using var pixels = InMemory(picture, cancellationToken);
        using var turned = pixels.Rot(quarterTurns switch
        {
            1 => Enums.Angle.D90,
            2 => Enums.Angle.D180,
            _ => Enums.Angle.D270,
        });

        // The resolutions across and down (fax has two) change places with the sides.
        var (xres, yres) = quarterTurns == 2 ? (picture.Xres, picture.Yres) : (picture.Yres, picture.Xres);
        return turned.Copy(xres: xres, yres: yres, xoffset: 0, yoffset: 0);
    }

    private static Image Warp(Image picture, RotationPlan plan, Fill fill, bool keepsAlpha, CancellationToken cancellationToken)
    {
        if (plan.Canvas == Canvas.Inner || fill.Kind == FillKind.Edge)
        {
            return TurnedPicture.Of(InMemory(picture, cancellationToken), new Placement(plan), background: null, cancellationToken);
        }

        var transparent = Background.IsTransparent(picture, fill, keepsAlpha);
        using var layered = transparent && !picture.HasAlpha() ? picture.Bandjoin(picture.White()) : picture.Copy();
        var pixels = InMemory(layered, cancellationToken);
        return TurnedPicture.Of(pixels, new Placement(plan), Background.ColourFor(pixels, fill, transparent), cancellationToken);
    }

    // A turn reads the picture in another order than it was stored: decoded once to memory beats every cache of lines.
    private static Image InMemory(Image picture, CancellationToken cancellationToken)
    {
        using var whole = picture.Copy();
        using var registration = cancellationToken.UnsafeRegister(static state => ((Image)state!).SetKill(true), whole);
        var pixels = whole.CopyMemory();
        cancellationToken.ThrowIfCancellationRequested();
        return pixels;
    }
}

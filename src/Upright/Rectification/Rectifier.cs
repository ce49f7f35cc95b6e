using NetVips;

namespace Upright.Rectification;

/// <summary>Carries a <see cref="RotationPlan"/> out: moves pixels for quarter turns and exchanged sides, resamples once for everything else.</summary>
internal static class Rectifier
{
    // docs/design/rectification.md has the comparison.
    private const string Kernel = "bicubic";

    // What the kernel, and half a pixel's diagonal, may look beyond the picture's border.
    private const int KernelReach = 4;

    /// <summary>Turns a picture as planned.</summary>
    /// <param name="picture">Grey or sRGB, 8 or 16 bit, with or without alpha, as shown. May be open for sequential reading; stays the caller's.</param>
    /// <param name="plan">The plan for a picture of this size.</param>
    /// <param name="fill">What is shown where the turned picture does not reach.</param>
    /// <param name="keepsAlpha">Whether the format that is written next has transparency.</param>
    /// <returns>A new image to be disposed; its pixels are made when it is written. All metadata of the picture is kept.</returns>
    public static Image Rectify(Image picture, RotationPlan plan, Fill fill, bool keepsAlpha)
    {
        if (picture.Width != plan.InputWidth || picture.Height != plan.InputHeight)
        {
            throw new ArgumentException($"The plan is for {plan.InputWidth} x {plan.InputHeight} pixels, the picture has {picture.Width} x {picture.Height}.", nameof(plan));
        }

        if (plan.Method == RotationMethod.None)
        {
            return picture.Copy();
        }

        // A turn reads the picture in another order than it was stored: decoded once to memory beats every cache of lines.
        using var pixels = picture.CopyMemory();
        using var turned = plan.Method == RotationMethod.AffineWarp ? Warp(pixels, plan, fill, keepsAlpha) : TurnQuarters(pixels, plan.QuarterTurns);
        // Rows are mirrored as they are made: no second copy.
        return plan.ExchangesSides ? turned.FlipHor() : turned.Copy();
    }

    private static Image TurnQuarters(Image picture, int quarterTurns)
    {
        if (quarterTurns == 0)
        {
            return picture.Copy();
        }

        using var turned = picture.Rot(quarterTurns switch
        {
            1 => Enums.Angle.D90,
            2 => Enums.Angle.D180,
            _ => Enums.Angle.D270,
        });

        // The resolutions across and down (fax has two) change places with the sides.
        var (xres, yres) = quarterTurns == 2 ? (picture.Xres, picture.Yres) : (picture.Yres, picture.Xres);
        return turned.Copy(xres: xres, yres: yres, xoffset: 0, yoffset: 0);
    }

    private static Image Warp(Image picture, RotationPlan plan, Fill fill, bool keepsAlpha)
    {
        if (plan.Canvas == Canvas.Inner || fill.Kind == FillKind.Edge)
        {
            return WarpColours(picture, plan, background: null);
        }

        var transparent = Background.IsTransparent(picture, fill, keepsAlpha);
        using var layered = transparent && !picture.HasAlpha() ? picture.Bandjoin(picture.White()) : picture.Copy();
        return WarpColours(layered, plan, Background.ColourFor(layered, fill, transparent));
    }

    private static Image WarpColours(Image picture, RotationPlan plan, double[]? background)
    {
        if (!picture.HasAlpha())
        {
            return WarpBands(picture, plan, background);
        }

        // Colours of transparent pixels mean nothing and must not mix into their neighbours': each counts by its alpha.
        // The background is fully opaque or all zeros: the same number either way.
        using var weighted = picture.Premultiply(maxAlpha: picture.White());
        using var warped = WarpBands(weighted, plan, background);
        using var colours = warped.Unpremultiply(maxAlpha: picture.White());
        using var rounded = colours.Rint();
        return rounded.Cast(picture.Format);
    }

    private static Image WarpBands(Image picture, RotationPlan plan, double[]? background)
    {
        var placement = new Placement(plan);
        var margin = background is null ? placement.Overhang() + KernelReach : KernelReach;
        using var endless = picture.Embed(margin, margin, picture.Width + (2 * margin), picture.Height + (2 * margin), extend: Enums.Extend.Copy);

        // libvips puts pixel centres on whole numbers.
        var (x, y) = placement.ToCanvas(0.5 - margin, 0.5 - margin);
        using var kernel = Interpolate.NewFromName(Kernel);
        using var warped = endless.Affine(
            [placement.Cos, -placement.Sin, placement.Sin, placement.Cos],
            interpolate: kernel,
            oarea: [0, 0, plan.OutputWidth, plan.OutputHeight],
            odx: x - 0.5,
            ody: y - 0.5,
            premultiplied: true);
        if (background is null)
        {
            return warped.Copy(xoffset: 0, yoffset: 0);
        }

        using var mask = Image.NewFromMemory(CoverageMask.Draw(placement), plan.OutputWidth, plan.OutputHeight, 1, Enums.BandFormat.Uchar);
        using var backdrop = warped.NewFromImage(background);
        using var cut = mask.Ifthenelse(warped, backdrop, blend: true);
        return cut.Copy(xoffset: 0, yoffset: 0);
    }
}

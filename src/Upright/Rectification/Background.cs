using NetVips;

namespace Upright.Rectification;

/// <summary>A fill made concrete for one picture.</summary>
internal static class Background
{
    /// <summary>Whether the canvas shows nothing where the picture does not reach.</summary>
    public static bool IsTransparent(Image picture, Fill fill, bool keepsAlpha) => keepsAlpha && fill.Kind switch
    {
        FillKind.Transparent => true,
        FillKind.Auto => picture.HasAlpha(),
        _ => false,
    };

    /// <summary>The colour for the bands of a picture, alpha included, in its own range.</summary>
    public static double[] ColourFor(Image picture, Fill fill, bool transparent)
    {
        var white = picture.White();
        var colours = picture.Bands - (picture.HasAlpha() ? 1 : 0);
        if (transparent)
        {
            return new double[picture.Bands];
        }

        var colour = fill.Kind == FillKind.Colour ? Scaled(fill, colours, white / 255) : BorderColour.Of(picture);
        return picture.HasAlpha() ? [.. colour, white] : colour;
    }

    // Bands beside grey or RGB, which some TIFFs have, take the colour's brightness.
    private static double[] Scaled(Fill fill, int bands, double scale)
    {
        var grey = Math.Round(scale * ((0.299 * fill.Red) + (0.587 * fill.Green) + (0.114 * fill.Blue)));
        double[] rgb = bands < 3 ? [] : [scale * fill.Red, scale * fill.Green, scale * fill.Blue];
        return [.. rgb, .. Enumerable.Repeat(grey, bands - rgb.Length)];
    }

    /// <summary>The value of white, and of full opacity.</summary>
    public static double White(this Image picture) => picture.Format == Enums.BandFormat.Ushort ? 65535 : 255;
}

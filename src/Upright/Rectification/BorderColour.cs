using NetVips;

namespace Upright.Rectification;

/// <summary>
/// The colour that suits a picture's border: the commonest, where there is one (the paper of a page, the backdrop of a product, the sky),
/// otherwise the median of each band.
/// </summary>
internal static class BorderColour
{
    // Patches around the border; enough for a stable vote, few enough to compare each with each.
    private const int Patches = 400;

    // Two patches of one colour differ by less than this share of white, in the root of the squares' sum: paper's shading and grain.
    private const double SameColour = 0.06;

    // From this share of the border on, one colour is what the picture lies on; below, nothing is, and the middle of all shows least.
    private const double Backdrop = 1.0 / 3;

    /// <summary>One value per colour band, in the picture's own range. Transparent pixels count as lying on white.</summary>
    public static double[] Of(Image picture)
    {
        var white = picture.White();
        using var opaque = picture.HasAlpha() ? picture.Flatten(background: [white]) : picture.Copy();
        var patches = PatchesOf(opaque);
        var reach = SameColour * white * Math.Sqrt(opaque.Bands);
        var centre = patches.MaxBy(patch => patches.Count(other => AreAlike(patch, other, reach)))!;
        double[][] commonest = [.. patches.Where(other => AreAlike(centre, other, reach))];
        var isBackdrop = commonest.Length >= Backdrop * patches.Count;
        return [.. Enumerable.Range(0, opaque.Bands).Select(band => isBackdrop
            ? commonest.Average(patch => patch[band])
            : patches.Select(patch => patch[band]).Order().ElementAt(patches.Count / 2))];
    }

    private static List<double[]> PatchesOf(Image picture)
    {
        int width = picture.Width, height = picture.Height;
        // Along the border as long as it takes for so many, also of a thread of a picture; into the picture no further than it goes.
        var size = Math.Max(2 * (width + height) / Patches, 1);
        int across = Math.Min(size, width), down = Math.Min(size, height);
        List<double[]> patches = [];
        AddStrip(0, 0, width, down);
        AddStrip(0, height - down, width, down);
        AddStrip(0, 0, across, height);
        AddStrip(width - across, 0, across, height);
        return patches;

        void AddStrip(int left, int top, int columns, int rows)
        {
            using var strip = picture.ExtractArea(left, top, columns, rows);
            using var shrunk = strip.Shrink(across, down);
            using var wide = shrunk.Cast(Enums.BandFormat.Double);
            patches.AddRange(wide.WriteToMemory<double>().Chunk(picture.Bands));
        }
    }

    private static bool AreAlike(double[] one, double[] other, double reach)
    {
        var squares = 0.0;
        for (var band = 0; band < one.Length; band++)
        {
            squares += (one[band] - other[band]) * (one[band] - other[band]);
        }

        return squares <= reach * reach;
    }
}

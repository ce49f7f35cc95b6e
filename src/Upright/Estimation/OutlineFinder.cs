using System.Numerics;
using NetVips;

namespace Upright.Estimation;

/// <summary>
/// Finds the one thing before its surroundings: what differs in colour from all that lies along the picture's border, if it is
/// about a rectangle.
/// </summary>
/// <remarks>
/// The border's colours are a few clusters (k-means, Lloyd 1982), each with its covariance; a pixel belongs to the thing where it is
/// far from all of them (Mahalanobis 1936). A hand that holds it reaches in from the border, so that skin is one of the clusters.
/// </remarks>
internal static class OutlineFinder
{
    // Sides are long enough here to tell half a degree, and it takes a few milliseconds.
    private const int WorkingSize = 220;
    private const int LeastSize = 48;

    private const double BorderShare = 0.05; // of the shorter side
    private const int Samples = 1500;
    private const int Clusters = 5;
    private const int Passes = 10;
    private const double LeastCluster = 0.02; // of the samples
    private const double FarOff = 3.5; // standard deviations
    private const double SmoothingSigma = 1;

    // What cameras and JPEG add to every colour's variance: brightness, then the two colour differences.
    private static readonly Vector3 Noise = new(16, 8, 8);

    // Discs, as shares of the shorter side: letters close up, fingers and specks fall away.
    private const double Closing = 0.02;
    private const double Opening = 0.04;

    private const double LeastFill = 0.78;
    private const double LeastShare = 0.02;
    private const double MostShare = 0.75;
    private const double MostOfFrame = 0.2; // of the picture's border may lie on the thing

    private const byte Thing = 255;

    /// <summary>The outline; null where nothing, or nothing like a rectangle, lies before the surroundings.</summary>
    /// <param name="picture">The picture.</param>
    public static SubjectOutline? Find(PixelBuffer picture)
    {
        var reduction = Math.Max(1, (int)Math.Round(Math.Max(picture.Width, picture.Height) / (double)WorkingSize));
        var small = picture.Reduced(reduction);
        if (small.ShortSide < LeastSize)
        {
            return null;
        }

        var mask = Largest(Cleaned(Foreground(small), small.Width, small.Height), small.Width, small.Height, out var pixels);
        var share = pixels / (double)mask.Length;
        if (share is < LeastShare or > MostShare || OnFrame(mask, small.Width, small.Height) > MostOfFrame)
        {
            return null;
        }

        var area = SmallestRectangle.Around(Outermost(mask, small.Width, small.Height));
        var fill = pixels / (area.Width * area.Height);
        return fill < LeastFill ? null : new SubjectOutline(
            area.CentreX * reduction, area.CentreY * reduction, area.Width * reduction, area.Height * reduction, area.Level, Math.Min(1, fill), share);
    }

    /// <summary>255 where a pixel's colour is none of the border's.</summary>
    private static byte[] Foreground(PixelBuffer picture)
    {
        var colours = Colours(picture);
        var clusters = BorderClusters(BorderColours(colours, picture.Width, picture.Height));
        return Array.ConvertAll(colours, colour => clusters.TrueForAll(cluster => cluster.SquaredDistance(colour) > FarOff * FarOff) ? Thing : (byte)0);
    }

    /// <summary>Brightness and two colour differences (BT.601), smoothed.</summary>
    private static Vector3[] Colours(PixelBuffer picture)
    {
        using var image = Image.NewFromMemory(picture.Pixels, picture.Width, picture.Height, picture.Channels, Enums.BandFormat.Uchar);
        using var smooth = image.Gaussblur(SmoothingSigma);
        var pixels = smooth.WriteToMemory<byte>();
        var colours = new Vector3[picture.Width * picture.Height];
        for (var i = 0; i < colours.Length; i++)
        {
            var at = i * picture.Channels;
            float red = pixels[at], green = pixels[at + (picture.Channels > 1 ? 1 : 0)], blue = pixels[at + (picture.Channels > 1 ? 2 : 0)];
            var brightness = (0.299f * red) + (0.587f * green) + (0.114f * blue);
            colours[i] = new Vector3(brightness, 0.713f * (red - brightness), 0.564f * (blue - brightness));
        }

        return colours;
    }

    private static Vector3[] BorderColours(Vector3[] colours, int width, int height)
    {
        var border = Math.Max(3, (int)(BorderShare * Math.Min(width, height)));
        Vector3[] ring = [.. colours.Where((_, i) => Math.Min(Math.Min(i % width, width - 1 - (i % width)), Math.Min(i / width, height - 1 - (i / width))) < border)];
        var step = Math.Max(1, ring.Length / Samples);
        return [.. ring.Where((_, i) => i % step == 0)];
    }

    private static List<ColourCluster> BorderClusters(Vector3[] samples)
    {
        // Each centre far from those before it, but no stray.
        var mean = ColourCluster.Average(samples);
        List<Vector3> centres = [samples.MinBy(colour => Vector3.DistanceSquared(colour, mean))];
        while (centres.Count < Clusters)
        {
            var byDistance = samples.OrderBy(colour => centres.Min(centre => Vector3.DistanceSquared(colour, centre))).ToArray();
            centres.Add(byDistance[(int)((1 - LeastCluster) * (samples.Length - 1))]);
        }

        ILookup<int, Vector3> members;
        for (var pass = 0; ; pass++)
        {
            members = samples.ToLookup(colour => Enumerable.Range(0, centres.Count).MinBy(k => Vector3.DistanceSquared(colour, centres[k])));
            if (pass == Passes)
            {
                break;
            }

            foreach (var cluster in members)
            {
                centres[cluster.Key] = ColourCluster.Average([.. cluster]);
            }
        }

        return [.. members.Where(cluster => cluster.Count() >= LeastCluster * samples.Length).Select(cluster => ColourCluster.Of([.. cluster], Noise))];
    }

    /// <summary>Letters and other holes closed, fingers and specks taken away.</summary>
    private static byte[] Cleaned(byte[] mask, int width, int height)
    {
        using var found = Image.NewFromMemory(mask, width, height, 1, Enums.BandFormat.Uchar);
        using var closing = Disc(Closing, width, height);
        using var opening = Disc(Opening, width, height);
        using var dilated = found.Morph(closing, Enums.OperationMorphology.Dilate);
        using var closed = dilated.Morph(closing, Enums.OperationMorphology.Erode);
        var filled = closed.WriteToMemory<byte>();
        FillHoles(filled, width, height);
        using var whole = Image.NewFromMemory(filled, width, height, 1, Enums.BandFormat.Uchar);
        using var eroded = whole.Morph(opening, Enums.OperationMorphology.Erode);
        using var opened = eroded.Morph(opening, Enums.OperationMorphology.Dilate);
        return opened.WriteToMemory<byte>();
    }

    private static Image Disc(double share, int width, int height)
    {
        const double member = 255, either = 128;
        var radius = Math.Max(1, (int)Math.Round(share * Math.Min(width, height)));
        var side = (2 * radius) + 1;
        var disc = new double[side, side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                disc[y, x] = double.Hypot(x - radius, y - radius) <= radius + 0.3 ? member : either;
            }
        }

        return Image.NewFromArray(disc);
    }

    private static void FillHoles(byte[] mask, int width, int height)
    {
        var labels = Labels(mask, width, height);
        HashSet<int> outside = [];
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0 && IsOnFrame(i, width, height))
            {
                outside.Add(labels[i]);
            }
        }

        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = outside.Contains(labels[i]) ? (byte)0 : Thing;
        }
    }

    /// <summary>Whether each pixel belongs to the largest thing.</summary>
    private static bool[] Largest(byte[] mask, int width, int height, out int pixels)
    {
        var labels = Labels(mask, width, height);
        var largest = labels.Where((_, i) => mask[i] == Thing).CountBy(label => label).OrderByDescending(count => count.Value).ThenBy(count => count.Key).FirstOrDefault(new KeyValuePair<int, int>(-1, 0));
        pixels = largest.Value;
        return Array.ConvertAll(labels, label => label == largest.Key);
    }

    private static int[] Labels(byte[] mask, int width, int height)
    {
        using var image = Image.NewFromMemory(mask, width, height, 1, Enums.BandFormat.Uchar);
        using var labels = image.Labelregions();
        return labels.WriteToMemory<int>();
    }

    private static double OnFrame(bool[] mask, int width, int height) =>
        mask.Where((isThing, i) => isThing && IsOnFrame(i, width, height)).Count() / (2.0 * (width + height));

    private static bool IsOnFrame(int i, int width, int height) => i < width || i >= width * (height - 1) || i % width == 0 || i % width == width - 1;

    /// <summary>The corners of the first and the last pixel of every row.</summary>
    private static List<Vector2> Outermost(bool[] mask, int width, int height)
    {
        List<Vector2> points = [];
        for (var y = 0; y < height; y++)
        {
            var row = mask.AsSpan(y * width, width);
            int first = row.IndexOf(true), end = row.LastIndexOf(true) + 1;
            if (first >= 0)
            {
                points.AddRange([new(first, y), new(first, y + 1), new(end, y), new(end, y + 1)]);
            }
        }

        return points;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Upright.TextLines.Compare;

/// <summary>Leptonica's sweep and search by interval halving, from Debian's libleptonica.</summary>
internal static partial class Leptonica
{
    private const int ShearAboutCorner = 1; // L_SHEAR_ABOUT_CORNER

    /// <summary>pixDeskew turns nothing below this (MinAllowedConfidence in skew.c).</summary>
    private const float LeastConfidence = 3;

    /// <summary>The turn that levels a page (clockwise, as ours), searched over ±45 degrees to 0.01.</summary>
    /// <param name="picture">The page; made black and white at 128 as Leptonica wants it, which is not timed.</param>
    /// <param name="degrees">The turn.</param>
    /// <param name="confidence">Leptonica's: the largest score over the smallest.</param>
    /// <param name="time">Time of the sweep and the search.</param>
    public static bool TryMeasure(GreyPicture picture, out double degrees, out double confidence, out TimeSpan time)
    {
        var pix = pixCreate(picture.Width, picture.Height, 8);
        Fill(pix, picture.Pixels, picture.Width, picture.Height);
        var binary = pixConvertTo1(pix, 128);
        var watch = Stopwatch.StartNew();
        // Reductions of 4 and 2 and a step of 1 degree are Leptonica's own defaults.
        var failed = pixFindSkewSweepAndSearchScorePivot(
            binary, out var angle, out var trust, out _, 4, 2, 0, 45, 1, 0.01f, ShearAboutCorner);
        time = watch.Elapsed;
        pixDestroy(ref binary);
        pixDestroy(ref pix);
        (degrees, confidence) = (angle, trust);
        return failed == 0 && trust >= LeastConfidence;
    }

    private static unsafe void Fill(nint pix, byte[] grey, int width, int height)
    {
        var data = (uint*)pixGetData(pix);
        var words = pixGetWpl(pix);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                ((byte*)(data + (y * words)))[x ^ 3] = grey[(y * width) + x]; // most significant byte first in each word
            }
        }
    }

    [LibraryImport("liblept.so.5")]
    private static partial nint pixCreate(int width, int height, int depth);

    [LibraryImport("liblept.so.5")]
    private static partial nint pixGetData(nint pix);

    [LibraryImport("liblept.so.5")]
    private static partial int pixGetWpl(nint pix);

    [LibraryImport("liblept.so.5")]
    private static partial nint pixConvertTo1(nint pix, int threshold);

    [LibraryImport("liblept.so.5")]
    private static partial void pixDestroy(ref nint pix);

    [LibraryImport("liblept.so.5")]
    private static partial int pixFindSkewSweepAndSearchScorePivot(
        nint pix, out float angle, out float confidence, out float endScore, int sweepReduction, int searchReduction,
        float centre, float range, float step, float least, int pivot);
}

using System.Runtime.InteropServices;

namespace Upright.TextLines.Compare;

/// <summary>Leptonica's sweep and search by interval halving, from Debian's libleptonica.</summary>
internal static partial class Leptonica
{
    private const int Input = 0; // L_INPUT_FORMAT and pivot codes are small integers in leptonica's headers
    private const int ShearAboutCorner = 1;

    /// <summary>The skew of a page, binarised at 128 after background normalisation, in leptonica's sign (clockwise).</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> grey, int width, int height, out double degrees, out double confidence, out TimeSpan search)
    {
        (degrees, confidence, search) = (0, 0, default);
        var pix = pixCreate(width, height, 8);
        Fill(pix, grey, width, height);
        var binary = pixConvertTo1(pix, 128);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        // Reductions as leptonica's own defaults: 4 for the sweep, 2 for the search; one degree a step, 0.01 at the end.
        var failed = pixFindSkewSweepAndSearchScorePivot(
            binary, out var angle, out var trust, out _, 4, 2, 0, 45, 1, 0.01f, ShearAboutCorner);
        search = watch.Elapsed;
        pixDestroy(ref binary);
        pixDestroy(ref pix);
        (degrees, confidence) = (angle, trust);
        return failed == Input;
    }

    private static unsafe void Fill(nint pix, ReadOnlySpan<byte> grey, int width, int height)
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

namespace Upright.Imaging;

/// <summary>Finds the quality setting whose quantisation tables are nearest to those of a JPEG.</summary>
internal static class JpegQuality
{
    // Annex K of the JPEG standard, in zigzag order, as the tables stand in a file.
    private static readonly byte[] Luma =
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
        56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
    ];

    private static readonly byte[] Chroma =
        [17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, .. Enumerable.Repeat((byte)99, 50)];

    /// <summary>The nearest quality, 1 to 100; exact for encoders that scale the standard's tables, as libjpeg does.</summary>
    public static int? Estimate(ushort[]? luma, ushort[]? chroma) =>
        luma is null
            ? null
            : Enumerable.Range(1, 100).MinBy(quality => Distance(Luma, luma, quality) + (chroma is null ? 0 : Distance(Chroma, chroma, quality)));

    private static int Distance(byte[] standard, ushort[] table, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var distance = 0;
        for (var i = 0; i < standard.Length; i++)
        {
            distance += Math.Abs(Math.Clamp(((standard[i] * percent) + 50) / 100, 1, 255) - table[i]);
        }

        return distance;
    }
}

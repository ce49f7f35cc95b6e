namespace Upright.Imaging;

/// <summary>Tags of a TIFF's page by their numbers.</summary>
internal static class TiffTags
{
    public const int NewSubfileType = 254;
    public const int Width = 256;
    public const int Height = 257;
    public const int BitsPerSample = 258;
    public const int Compression = 259;
    public const int SubIfds = 330;

    // Sizes, colours, strips, tiles, orientation, resolution, predictors, palettes, JPEG and fax options, colour profile:
    // what tells how the pixels of this very coding are to be read.
    private static readonly HashSet<int> Structural =
    [
        255, Width, Height, BitsPerSample, Compression, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 286, 287, 288,
        289, 290, 291, 292, 293, 296, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, SubIfds, 332, 333, 334, 336, 337, 338, 339, 340, 341,
        342, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675,
    ];

    /// <summary>Whether a tag tells how the pixels are stored, and not what the page is.</summary>
    public static bool IsStructural(int tag) => Structural.Contains(tag);
}

using NetVips;

namespace Upright.Imaging;

/// <summary>The EXIF orientation: which of the eight mirrored quarter turns shows the picture as it was taken.</summary>
internal static class Orientation
{
    private const string Field = "orientation";

    /// <summary>The orientation, 1 to 8; whatever else a file may say counts as 1.</summary>
    public static int Of(Image image) =>
        image.Contains(Field) && image.Get(Field) is int value and >= 1 and <= 8 ? value : 1;

    /// <summary>A picture that is shown by another orientation than its file says.</summary>
    /// <returns>A copy to be disposed.</returns>
    public static Image Named(Image image, int orientation) => image.Mutate(mutable => mutable.Set(GValue.GIntType, Field, orientation));

    /// <summary>Whether it makes width into height.</summary>
    public static bool SwapsSides(int orientation) => orientation >= 5;

    /// <summary>Whether it can be applied row by row, as the decoder delivers them: only nothing and left-right can.</summary>
    public static bool IsRowWise(int orientation) => orientation <= 2;
}

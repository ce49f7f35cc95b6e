using System.Numerics;

namespace Upright.Imaging;

/// <summary>
/// One of the eight ways to lay a picture on itself, as what is done in this order: swap rows and columns, mirror left
/// and right, mirror top and bottom. EXIF orientations and quarter turns are both of them.
/// </summary>
internal readonly record struct SquareSymmetry(bool Transposes, bool MirrorsAcross, bool MirrorsDown)
{
    // What each EXIF orientation, 1 to 8, asks to be done to the stored picture.
    private static readonly SquareSymmetry[] ByOrientation =
    [
        new(false, false, false), new(false, true, false), new(false, true, true), new(false, false, true),
        new(true, false, false), new(true, true, false), new(true, true, true), new(true, false, true),
    ];

    /// <summary>The EXIF orientation that asks for this.</summary>
    public int Orientation => Array.IndexOf(ByOrientation, this) + 1;

    /// <summary>What an EXIF orientation, 1 to 8, asks to be done.</summary>
    public static SquareSymmetry OfOrientation(int orientation) => ByOrientation[orientation - 1];

    /// <summary>Clockwise quarter turns, 0 to 3.</summary>
    public static SquareSymmetry OfQuarterTurns(int quarters) => OfOrientation(quarters switch
    {
        1 => 6,
        2 => 3,
        3 => 8,
        _ => 1,
    });

    /// <summary>Clockwise quarter turns, 0 to 3, and then, or not, left and right exchanged.</summary>
    public static SquareSymmetry OfQuarterTurns(int quarters, bool exchangesSides) =>
        exchangesSides ? OfQuarterTurns(quarters).Then(new(false, true, false)) : OfQuarterTurns(quarters);

    /// <summary>Where the points of the stored picture come to lie.</summary>
    /// <param name="width">Width of the result, which may lack columns that would come first.</param>
    /// <param name="height">Its height.</param>
    public Matrix3x2 Matrix(int width, int height)
    {
        var laid = Transposes ? new Matrix3x2(0, 1, 1, 0, 0, 0) : Matrix3x2.Identity;
        return laid * new Matrix3x2(MirrorsAcross ? -1 : 1, 0, 0, MirrorsDown ? -1 : 1, MirrorsAcross ? width : 0, MirrorsDown ? height : 0);
    }

    /// <summary>This first, then the other.</summary>
    public SquareSymmetry Then(SquareSymmetry next)
    {
        // Mirrored across and then transposed is transposed and then mirrored down.
        var (across, down) = next.Transposes ? (MirrorsDown, MirrorsAcross) : (MirrorsAcross, MirrorsDown);
        return new(Transposes ^ next.Transposes, across ^ next.MirrorsAcross, down ^ next.MirrorsDown);
    }
}

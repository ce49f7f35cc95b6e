using System.Numerics;

namespace Upright.Imaging;

/// <summary>
/// Where the points of a picture come to lie in the picture that is written: what the coordinates in its metadata need, which
/// are those of the picture as it is stored. In pixels from the upper left corner.
/// </summary>
/// <param name="Matrix">From the stored picture to the written one.</param>
/// <param name="From">Width and height of the stored picture.</param>
/// <param name="To">Width and height of the written one.</param>
/// <param name="Orientation">The orientation, 1 to 8, by which the stored picture is shown.</param>
internal sealed record CoordinateMap(Matrix3x2 Matrix, Vector2 From, Vector2 To, int Orientation)
{
    /// <summary>Of a picture whose blocks are moved.</summary>
    /// <param name="symmetry">What is done to the stored picture, its orientation included.</param>
    /// <param name="from">Width and height of the stored picture.</param>
    /// <param name="to">Width and height of the written one, which may lack columns or rows that would come first.</param>
    /// <param name="orientation">The orientation, 1 to 8, by which the stored picture is shown.</param>
    public static CoordinateMap Of(SquareSymmetry symmetry, (int Width, int Height) from, (int Width, int Height) to, int orientation) =>
        new(symmetry.Matrix(to.Width, to.Height), new(from.Width, from.Height), new(to.Width, to.Height), orientation);

    /// <summary>Of a picture that is shown first and then turned.</summary>
    /// <param name="info">The picture.</param>
    /// <param name="turn">Where the points of the picture as it is shown come to lie.</param>
    /// <param name="width">Width of the written picture.</param>
    /// <param name="height">Its height.</param>
    public static CoordinateMap Of(PictureInfo info, Matrix3x2 turn, int width, int height)
    {
        var symmetry = SquareSymmetry.OfOrientation(info.Orientation);
        Vector2 shown = new(info.Width, info.Height);
        return new(symmetry.Matrix(info.Width, info.Height) * turn, symmetry.Transposes ? new(shown.Y, shown.X) : shown, new(width, height), info.Orientation);
    }

    /// <summary>The map of coordinates that are those of the picture as it is shown.</summary>
    public CoordinateMap OfShown()
    {
        var symmetry = SquareSymmetry.OfOrientation(Orientation);
        var shown = symmetry.Transposes ? new Vector2(From.Y, From.X) : From;
        return Matrix3x2.Invert(symmetry.Matrix((int)shown.X, (int)shown.Y), out var back) ? new(back * Matrix, shown, To, 1) : this;
    }

    /// <summary>Whether what ran across runs rather down.</summary>
    public bool SwapsSides => MathF.Abs(Matrix.M12) > MathF.Abs(Matrix.M11);

    /// <summary>A point, within the written picture.</summary>
    public Vector2 Of(Vector2 point) => Vector2.Clamp(Vector2.Transform(point, Matrix), Vector2.Zero, To);

    /// <summary>The width and height of an oval of this size, turned: faces are no boxes, and boxes around boxes would grow with every turn.</summary>
    public Vector2 OfOval(Vector2 size) => Vector2.Min(To, new(
        float.Hypot(Matrix.M11 * size.X, Matrix.M21 * size.Y),
        float.Hypot(Matrix.M12 * size.X, Matrix.M22 * size.Y)));

    /// <summary>The box around a turned box, within the written picture.</summary>
    public (Vector2 Least, Vector2 Most) OfBox(Vector2 least, Vector2 most)
    {
        Vector2[] corners = [Of(least), Of(most), Of(new(least.X, most.Y)), Of(new(most.X, least.Y))];
        return (corners.Aggregate(Vector2.Min), corners.Aggregate(Vector2.Max));
    }
}

namespace Upright.Imaging;

/// <summary>The 8 × 8 blocks of a JPEG's component: those that hold some of the picture, and with those that fill the last units.</summary>
internal readonly record struct JpegBlockGrid(int Columns, int Rows, int PaddedColumns, int PaddedRows)
{
    /// <summary>Coefficients of a block.</summary>
    public const int BlockLength = 64;

    /// <summary>Which block of the picture before comes to stand at a place of this grid, the turned picture's; perhaps beyond its edge.</summary>
    public (int Column, int Row) Origin(int column, int row, SquareSymmetry symmetry)
    {
        var u = symmetry.MirrorsAcross ? Columns - 1 - column : column;
        var v = symmetry.MirrorsDown ? Rows - 1 - row : row;
        return symmetry.Transposes ? (v, u) : (u, v);
    }

    /// <summary>Whether there is such a block, padding included.</summary>
    public bool Contains((int Column, int Row) block) => (uint)block.Column < (uint)PaddedColumns && (uint)block.Row < (uint)PaddedRows;
}

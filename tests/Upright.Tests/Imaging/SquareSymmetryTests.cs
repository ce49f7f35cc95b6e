using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class SquareSymmetryTests
{
    private static readonly SquareSymmetry[] All = [.. Enumerable.Range(1, 8).Select(SquareSymmetry.OfOrientation)];

    [Fact]
    public void ThereAreEightAndEachHasItsOrientation() =>
        Assert.Equal(Enumerable.Range(1, 8), All.Distinct().Select(symmetry => symmetry.Orientation));

    [Fact]
    public void FourQuarterTurnsAreNone()
    {
        var quarter = SquareSymmetry.OfQuarterTurns(1);

        Assert.Equal(SquareSymmetry.OfQuarterTurns(2), quarter.Then(quarter));
        Assert.Equal(SquareSymmetry.OfQuarterTurns(3), quarter.Then(quarter).Then(quarter));
        Assert.Equal(SquareSymmetry.OfQuarterTurns(0), quarter.Then(quarter).Then(quarter).Then(quarter));
    }

    [Fact]
    public void OneAfterTheOtherIsBothInOne() => Assert.All(
        from first in All from second in All select (first, second),
        pair => Assert.Equal(Laid(Laid(Sample, pair.first), pair.second), Laid(Sample, pair.first.Then(pair.second))));

    [Fact]
    public void AQuarterTurnIsClockwise() => Assert.Equal(["ca", "db"], Laid(["ab", "cd"], SquareSymmetry.OfQuarterTurns(1)));

    private static string[] Sample => ["abc", "def"];

    private static string[] Laid(string[] rows, SquareSymmetry symmetry)
    {
        var laid = symmetry.Transposes ? [.. Enumerable.Range(0, rows[0].Length).Select(x => string.Concat(rows.Select(row => row[x])))] : rows;
        laid = symmetry.MirrorsAcross ? [.. laid.Select(row => string.Concat(row.Reverse()))] : laid;
        return symmetry.MirrorsDown ? [.. laid.Reverse()] : laid;
    }
}

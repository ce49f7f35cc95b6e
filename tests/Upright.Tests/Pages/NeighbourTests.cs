using Upright.Pages;

namespace Upright.Tests.Pages;

public sealed class NeighbourTests
{
    [Theory]
    [InlineData("0 0 90 0 0", "3")]
    [InlineData("90 0 0 0", "1")]
    [InlineData("0 0 180", "3")]
    [InlineData("0 ? 90 ? 0", "3")]
    [InlineData("0 0 90 90 90", "")]
    [InlineData("0 90", "")]
    [InlineData("0 2 -3 1", "")]
    [InlineData("0 ? ? 0", "")]
    public void APageThatStandsOtherwiseThanThoseAroundItIsPointedOut(string angles, string numbers)
    {
        Assert.Equal(numbers, string.Join(' ', Neighbours.Compared(SeenPages.Of(angles)).Where(page => page.DiffersFromNeighbours).Select(page => page.Number)));
    }
}

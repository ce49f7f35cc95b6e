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
        var pages = angles.Split(' ').Select((angle, i) => new PageEstimate
        {
            Number = i + 1,
            Kind = PageKind.Picture,
            Width = 1,
            Height = 1,
            Angle = new Angle(angle == "?" ? 90 : double.Parse(angle, System.Globalization.CultureInfo.InvariantCulture)),
            Decision = angle == "?" ? Decision.Unsure : Decision.Turn,
        }).ToList();

        Assert.Equal(numbers, string.Join(' ', Neighbours.Compared(pages).Where(page => page.DiffersFromNeighbours).Select(page => page.Number)));
    }
}

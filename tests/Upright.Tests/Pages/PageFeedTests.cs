using Upright.Pages;

namespace Upright.Tests.Pages;

/// <summary>A duplex feeder puts every second page on its head: the sure pages of each side decide for the others.</summary>
public sealed class PageFeedTests
{
    [Theory]
    [InlineData("0 180 0 180 0 180", "")]
    [InlineData("0 180 0 180 0 180 90 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180 0 180", "7")]
    public void EverySecondPageIsNoExceptionToItsNeighbours(string angles, string numbers)
    {
        var compared = Neighbours.Compared(SeenPages.Of(angles));
        Assert.Equal(numbers, string.Join(' ', compared.Where(page => page.DiffersFromNeighbours).Select(page => page.Number)));
        Assert.Equal((0, 2, true), (PageFeed.Of(compared).Odd, PageFeed.Of(compared).Even, PageFeed.Of(compared).Alternates));
    }

    [Theory]
    [InlineData("0 0 0 0 0 0", 0, 0)]
    [InlineData("0 180 0 180 0", 0, null)]
    [InlineData("0 180 90 180 0 0", null, null)]
    [InlineData("90 ? 90 ? 90 ?", 1, null)]
    public void SidesMustAgree(string angles, int? odd, int? even) =>
        Assert.Equal((odd, even), (PageFeed.Of(SeenPages.Of(angles)).Odd, PageFeed.Of(SeenPages.Of(angles)).Even));

    [Fact]
    public void APageWithoutAPictureIsNotDecidedByOthers()
    {
        var pages = SeenPages.Of("0 180 0 180 0 180 ?");
        Assert.Same(pages[6], PageFeed.Of(pages).Decide(pages[6]));
    }
}

using Upright.Cli;

namespace Upright.Tests.Cli;

public sealed class FolderWalkTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public FolderWalkTests()
    {
        foreach (var name in (string[])["in/a.png", "in/deep/b.png", "in/other/c.png", "away/d.png", "away/deep/e.png"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllText(folder[name], "");
        }
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("in/again", "in")]          // its own folder: a walk without an end
    [InlineData("in/deep/up", "in")]
    [InlineData("in/above", "")]            // which holds the link
    [InlineData("in/top", "/")]
    [InlineData("in/deep/beside", "in/other")] // which the walk comes to anyway
    public void ALinkThatLeadsNowhereNewIsNotFollowed(string link, string target)
    {
        Link(link, target);

        Assert.Equal(["a.png", "deep/b.png", "other/c.png"], Walk());
    }

    [Fact]
    public void ALinkToAFolderElsewhereIsFollowedOnce()
    {
        Link("in/x", "away");
        Link("away/deep/back", "in");
        Link("away/deep/self", "away");

        Assert.Equal(["a.png", "deep/b.png", "other/c.png", "x/d.png", "x/deep/e.png"], Walk());
    }

    [Fact]
    public void ALinkAsTheFolderItselfIsWalked()
    {
        Link("in/deep/again", "in");
        Link("link", "in");

        Assert.Equal([folder["link/a.png"], folder["link/deep/b.png"], folder["link/other/c.png"]], FolderWalk.Files(folder["link"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void APipeIsNotWaitedFor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody knows.");
        Needs.Output("mkfifo", folder["in/deep/pipe.png"]);

        Assert.Equal(["a.png", "deep/b.png", "other/c.png"], Walk());
    }

    [Fact]
    public void ADepthIsKept() => Assert.Equal([folder["in/a.png"]], FolderWalk.Files(folder["in"], depth: 0));

    [Theory]
    [InlineData("in/*.png", "in/a.png")]
    [InlineData("in/*/*.png", "in/deep/b.png", "in/other/c.png")]
    [InlineData("in/**/*.png", "in/a.png", "in/deep/b.png", "in/other/c.png")]
    [InlineData("in/**/deep/*", "in/deep/b.png")]
    public void AGlobWalksInTheSameWay(string glob, params string[] expected)
    {
        Link("in/deep/again", "in");

        Assert.Equal(expected.Select(name => folder[name]), InputPictures.Expand([folder[glob]]).Select(picture => picture.Path));
    }

    private void Link(string link, string target) => Directory.CreateSymbolicLink(folder[link], folder[target]);

    private IEnumerable<string> Walk() => FolderWalk.Files(folder["in"]).Select(path => Path.GetRelativePath(folder["in"], path).Replace('\\', '/')).Order(StringComparer.Ordinal);
}

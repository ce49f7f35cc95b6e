using Upright.Files;
using Upright.Tests.Imaging;

namespace Upright.Tests.Files;

/// <summary>What a file that is replaced in place keeps, and what does not get replaced.</summary>
public sealed class ReplacedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void InPlaceModeAndTimesAreKept()
    {
        var path = folder.Save("a.png", [1]);
        var taken = new DateTime(2020, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, taken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        Replace(path);

        Assert.Equal(taken, File.GetLastWriteTimeUtc(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void InPlaceTheOwnerIsKept()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root can give files away.");
        var path = folder.Save("a.png", [1]);
        Needs.Output("chown", "65534:65534", path);

        Replace(path);

        Assert.Equal("65534:65534", Needs.Output("stat", "-c", "%u:%g", path).Trim());
    }

    [Fact]
    public void ALinkStaysAndItsTargetIsReplaced()
    {
        var path = folder.Save("a.png", [1]);
        File.CreateSymbolicLink(folder["link.png"], path);

        Replace(folder["link.png"]);

        Assert.Equal(path, new FileInfo(folder["link.png"]).LinkTarget);
        Assert.Equal([2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void AnotherNameOfTheSameFileKeepsTheOldOne()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ln is not there.");
        var path = folder.Save("a.png", [1]);
        Needs.Output("ln", path, folder["b.png"]);

        Replace(path);

        Assert.Equal([2, 3], File.ReadAllBytes(path));
        Assert.Equal([1], File.ReadAllBytes(folder["b.png"]));
    }

    [Fact]
    public void APipeOrADeviceIsNotReplaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody knows.");
        Needs.Output("mkfifo", folder["pipe.png"]);
        File.CreateSymbolicLink(folder["link.png"], folder["pipe.png"]);

        Assert.Same(UprightError.CannotWrite, Given.Refused(() => Replace(folder["pipe.png"])));
        Assert.Same(UprightError.CannotWrite, Given.Refused(() => Replace(folder["link.png"])));

        Assert.True(FileIdentity.IsNoFile(folder["pipe.png"]));
        Assert.True(FileIdentity.IsNoFile("/dev/null"));
        Assert.False(FileIdentity.IsNoFile(folder.Save("a.png", [1])));
        Assert.Equal(["a.png", "link.png", "pipe.png"], folder.Names);
    }

    [Fact]
    public void AFileThatNobodyMayWriteIsNotReplaced()
    {
        var path = folder.Save("a.png", [1]);
        new FileInfo(path).IsReadOnly = true;

        Assert.Same(UprightError.CannotWrite, Given.Refused(() => Replace(path)));

        Assert.Equal([1], File.ReadAllBytes(path));
        new FileInfo(path).IsReadOnly = false;
    }

    [Fact]
    public void WhatAnotherProcessIsWritingIsNoLeftover()
    {
        var held = folder[TemporaryFiles.Prefix + "held"];
        using var writer = new FileStream(held, FileMode.Create, FileAccess.ReadWrite, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None);
        var left = folder.Save(TemporaryFiles.Prefix + "left", [1]);

        Replace(folder["a.png"]);

        Assert.True(File.Exists(held));
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void WhatIsCleanedUpIsNeverWhatIsBeingWritten()
    {
        Parallel.For(0, 1000, i =>
        {
            if (i % 2 == 0)
            {
                Replace(folder[$"{i}.png"]);
            }
            else
            {
                // As every other process does when it first writes into the folder.
                TemporaryFiles.RemoveLeft(folder[""]);
            }
        });

        Assert.Equal(500, folder.Names.Length);
    }

    private static void Replace(string path) => AtomicFile.Write(path, new InputGuard(path, InPlace: true), stream => stream.Write([2, 3]));
}

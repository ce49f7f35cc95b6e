using Upright.Diagnosis;
using Upright.Tests.Imaging;

namespace Upright.Tests.Diagnosis;

public sealed class ControlGroupTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void TheStrictestLimitOnTheWayToTheRootCounts()
    {
        Write("proc/self/cgroup", "0::/system.slice/upright.service\n");
        Write("sys/fs/cgroup/system.slice/memory.max", "600000000\n");
        Write("sys/fs/cgroup/system.slice/upright.service/memory.max", "max\n");
        Write("sys/fs/cgroup/system.slice/upright.service/cpu.max", "150000 100000\n");

        Assert.Equal(new ControlGroup(600_000_000, 1.5), ControlGroup.Of(root["."]));
    }

    [Fact]
    public void AContainerSeesItsOwnGroupAtTheRoot()
    {
        Write("proc/self/cgroup", "0::/docker/0123\n");
        Write("sys/fs/cgroup/memory.max", "300000000\n");
        Write("sys/fs/cgroup/cpu.max", "max 100000\n");

        Assert.Equal(new ControlGroup(300_000_000, null), ControlGroup.Of(root["."]));
    }

    [Fact]
    public void VersionOneIsUnderstoodAndItsHugeNumberIsNoLimit()
    {
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Assert.Equal(new ControlGroup(null, null), ControlGroup.Of(root["."]));

        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "400000000\n");
        Assert.Equal(400_000_000, ControlGroup.Of(root["."]).Memory);
    }

    [Fact]
    public void WhereThereIsNoneThereIsNoLimit() => Assert.Equal(new ControlGroup(null, null), ControlGroup.Of(root["nowhere"]));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(root[path])!);
        File.WriteAllText(root[path], text);
    }
}

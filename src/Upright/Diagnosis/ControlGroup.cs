using System.Globalization;

namespace Upright.Diagnosis;

/// <summary>What Linux lets this process and those beside it in its control group use: what a container was given.</summary>
/// <param name="Memory">Bytes; null without a limit.</param>
/// <param name="Cores">Processors' worth of time; null without a limit.</param>
internal sealed record ControlGroup(long? Memory, double? Cores)
{
    /// <summary>The strictest limits on the way from this process' group to the root.</summary>
    /// <param name="root">The root of the file system; another one in tests.</param>
    public static ControlGroup Of(string root = "/")
    {
        var mounted = Path.Combine(root, "sys/fs/cgroup");
        var own = Lines(Path.Combine(root, "proc/self/cgroup")).Where(line => line.StartsWith("0::/", StringComparison.Ordinal)).Select(line => line[4..]).FirstOrDefault() ?? "";
        List<long> memory = [.. Numbers(Path.Combine(mounted, "memory/memory.limit_in_bytes"))]; // version 1
        List<double> cores = [];
        // Where a container has a namespace of its own, its group's path begins above what is mounted.
        for (var group = own; ; group = Path.GetDirectoryName(group) ?? "")
        {
            memory.AddRange(Numbers(Path.Combine(mounted, group, "memory.max")));
            if (Lines(Path.Combine(mounted, group, "cpu.max")).FirstOrDefault()?.Split(' ') is [var quota, var period]
                && double.TryParse(quota, CultureInfo.InvariantCulture, out var used) && double.TryParse(period, CultureInfo.InvariantCulture, out var of) && of > 0)
            {
                cores.Add(used / of);
            }

            if (group.Length == 0)
            {
                break;
            }
        }

        // Version 1 says "no limit" by a number beyond all memory.
        memory.RemoveAll(limit => limit >= long.MaxValue / 2);
        return new(memory.Count == 0 ? null : memory.Min(), cores.Count == 0 ? null : cores.Min());
    }

    private static IEnumerable<long> Numbers(string path) =>
        Lines(path).Take(1).Where(line => long.TryParse(line, CultureInfo.InvariantCulture, out _)).Select(line => long.Parse(line, CultureInfo.InvariantCulture));

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

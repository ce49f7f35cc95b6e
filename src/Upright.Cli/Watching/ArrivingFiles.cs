namespace Upright.Cli.Watching;

/// <summary>Knows which files of a folder are complete: those that have not changed for a while.</summary>
/// <remarks>Looks again and again instead of asking the system to be told, which it does not do on network shares.</remarks>
internal sealed class ArrivingFiles(TimeSpan settle)
{
    private readonly Dictionary<string, (long Bytes, DateTime Written, DateTimeOffset Since)> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    /// <summary>Looks at the files that are there now.</summary>
    /// <param name="paths">All of them.</param>
    /// <param name="now">The time.</param>
    /// <returns>Those that are complete and were not returned before as they are now.</returns>
    public IReadOnlyList<string> Complete(IEnumerable<string> paths, DateTimeOffset now)
    {
        List<string> complete = [];
        HashSet<string> present = new(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            present.Add(path);
            FileInfo file = new(path);
            if (!file.Exists)
            {
                continue;
            }

            if (!seen.TryGetValue(path, out var before) || (before.Bytes, before.Written) != (file.Length, file.LastWriteTimeUtc))
            {
                seen[path] = (file.Length, file.LastWriteTimeUtc, now);
                given.Remove(path);
            }
            else if (file.Length > 0 && now - before.Since >= settle && !IsBeingWritten(path) && given.Add(path))
            {
                complete.Add(path);
            }
        }

        foreach (var gone in seen.Keys.Where(path => !present.Contains(path)).ToList())
        {
            seen.Remove(gone);
            given.Remove(gone);
        }

        return complete;
    }

    // Where writers lock their files, as on Windows, the lock says it.
    private static bool IsBeingWritten(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false; // not to be read at all: that is an error to be told
        }
        catch (IOException)
        {
            return true;
        }
    }
}

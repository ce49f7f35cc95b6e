using System.IO.Enumeration;
using Upright.Files;

namespace Upright.Cli;

/// <summary>
/// All files of a folder and below. Folders behind symbolic links are walked too, but not those that the walk comes to anyway,
/// nor those that hold the link: a link to its own folder would never end, and each picture would be turned in place many times.
/// </summary>
internal static class FolderWalk
{
    private static readonly StringComparison SamePath = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Their paths, which begin as the folder is given; hidden files, what may not be read, and pipes and devices, which may never end, are left out.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="depth">How many folders deep at most.</param>
    public static IEnumerable<string> Files(string folder, int depth = int.MaxValue)
    {
        List<string> walked = [FileIdentity.RealBeginning(folder)];
        EnumerationOptions options = new() { RecurseSubdirectories = depth > 0, MaxRecursionDepth = depth, IgnoreInaccessible = true };
        return new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !FileIdentity.IsNoFile(entry.ToFullPath()),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || LeadsElsewhere(entry.ToFullPath(), walked),
        };
    }

    private static bool LeadsElsewhere(string path, List<string> walked)
    {
        if (new DirectoryInfo(path).LinkTarget is null)
        {
            return true; // a folder in the cloud, say: no link
        }

        var (target, holder) = (FileIdentity.RealBeginning(path), FileIdentity.RealBeginning(Path.GetDirectoryName(path)!));
        if (holder.StartsWith(target, SamePath) || walked.Any(folder => target.StartsWith(folder, SamePath)))
        {
            return false;
        }

        walked.Add(target);
        return true;
    }
}

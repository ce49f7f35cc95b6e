using Upright.Files;

namespace Upright.Cli.Fleet;

/// <summary>A folder that messages name files in: whatever they say, nothing outside it is touched.</summary>
internal sealed class SharedFolder
{
    private readonly string root;

    public SharedFolder(string folder) => root = FileIdentity.RealBeginning(folder);

    /// <summary>The path of a file below the folder, as a message says it, with /.</summary>
    /// <exception cref="UprightException">It is not below the folder.</exception>
    public static string Below(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? throw new UprightException(UprightError.InvalidOptions, $"'{path}' is not in the shared folder '{folder}'; give --root or --by-object-store.")
            : relative;
    }

    /// <summary>The file that a message names.</summary>
    /// <exception cref="UprightException">The name leads out of the folder, by itself or through a link.</exception>
    public string Resolve(string relative)
    {
        var isName = relative.Split('/').All(part => part is not ("" or "." or "..") && !part.AsSpan().ContainsAny('\0', Path.DirectorySeparatorChar))
            && !Path.IsPathRooted(relative);
        var path = isName ? FileIdentity.RealPath(Path.Combine(root, relative)) : "";
        return path.StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new UprightException(UprightError.InvalidOptions, $"'{relative}' leads out of the shared folder.");
    }
}

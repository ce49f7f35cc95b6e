namespace Upright.Cli;

/// <summary>Folders that outputs go to.</summary>
internal static class OutputFolder
{
    /// <summary>Creates a folder, if it is not there.</summary>
    /// <exception cref="UprightException">It cannot be created.</exception>
    public static void Create(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
        }
    }

    /// <summary>Creates the folder that a file goes to.</summary>
    /// <exception cref="UprightException">It cannot be created.</exception>
    public static void CreateFor(string file)
    {
        if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            Create(folder);
        }
    }
}

namespace Upright.Files;

/// <summary>Opens a file for reading, with the catalogue's errors.</summary>
internal static class InputFile
{
    /// <exception cref="UprightException">It is missing, a directory or unreadable.</exception>
    public static FileStream Open(string path)
    {
        if (path.Length == 0)
        {
            throw new UprightException(UprightError.FileNotFound, "Its name is empty.");
        }

        try
        {
            // Sharing everything takes no lock, so nobody else is kept from the file.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 4096);
        }
        catch (Exception exception) when (Directory.Exists(path))
        {
            throw new UprightException(UprightError.IsADirectory, innerException: exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UprightException(UprightError.FileNotFound, innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UprightException(UprightError.CannotRead, exception.Message, exception);
        }
    }
}

using System.Text;

namespace Upright.Imaging;

/// <summary>Writes a whole file or none: to a temporary file beside the target, flushed to the disk, then renamed over it.</summary>
internal static class AtomicFile
{
    /// <summary>Writes what <paramref name="write"/> writes. A symbolic link stays a link; the file it leads to is replaced.</summary>
    /// <exception cref="UprightException">The target is the guarded input, or cannot be written. The target is as it was.</exception>
    public static void Write(string path, InputGuard guard, Action<Stream> write)
    {
        guard.Check(path);
        var temporary = "";
        try
        {
            var target = Resolve(path);

            // A short name of its own: the target's plus a suffix may be longer than the file system allows.
            temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, $".upright-{Path.GetRandomFileName()}");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            KeepMode(target, temporary);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
        }
        finally
        {
            // Deleting what is not there is no error, but in a folder that is not there it is.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>Writes a text file, UTF-8 without a byte order mark.</summary>
    /// <exception cref="UprightException">The target is the guarded input, or cannot be written.</exception>
    public static void WriteText(string path, InputGuard guard, string text) =>
        Write(path, guard, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static string Resolve(string path)
    {
        try
        {
            var target = FileIdentity.RealPath(path);
            return Directory.Exists(target)
                ? throw new UprightException(UprightError.CannotWrite, $"'{path}' is a directory.")
                : target;
        }
        catch (ArgumentException exception)
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
        }
    }

    private static void KeepMode(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }
}

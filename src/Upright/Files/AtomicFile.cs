using System.Collections.Concurrent;
using System.Text;

namespace Upright.Files;

/// <summary>Writes a whole file or none: to a temporary file beside the target, flushed to the disk, then renamed over it.</summary>
internal static class AtomicFile
{
    // By the paths of their temporary files.
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new(StringComparer.Ordinal);

    /// <summary>Writes what <paramref name="write"/> writes. A symbolic link stays a link; the file it leads to is replaced.</summary>
    /// <exception cref="UprightException">The target is the guarded input, or cannot be written. The target is as it was.</exception>
    /// <param name="path">The target.</param>
    /// <param name="guard">The input that must not be replaced.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="replacing">Told of the whole new file before it takes the target's place.</param>
    public static void Write(string path, InputGuard guard, Action<Stream> write, Action<FileInfo>? replacing = null)
    {
        guard.Check(path);
        var temporary = "";
        try
        {
            var target = Resolve(path);
            var replaced = ReplacedFile.Look(target);
            // What replaces a file that others may not read must not be readable meanwhile.
            using var stream = TemporaryFiles.Create(Path.GetDirectoryName(target) ?? target, isPrivate: replaced is not null);
            temporary = stream.Name;
            Unfinished[temporary] = true;
            write(stream);
            stream.Flush(flushToDisk: true);
            replaced?.HandOn(temporary, withOwnerAndTimes: guard.InPlace);
            replacing?.Invoke(new FileInfo(temporary));
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>Removes what is half written, for a process that ends and waits for no writer any more; none of those targets is replaced then.</summary>
    public static void Abandon()
    {
        foreach (var temporary in Unfinished.Keys)
        {
            Remove(temporary);
        }
    }

    /// <summary>Writes a copy of the guarded input, as old as that is.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public static void WriteCopy(string path, InputGuard guard, Action<Stream> write)
    {
        Write(path, guard, write);
        if (guard.InputPath is { } input)
        {
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(input));
        }
    }

    /// <summary>Writes a text file, UTF-8 without a byte order mark.</summary>
    /// <exception cref="UprightException">The target is the guarded input, or cannot be written.</exception>
    public static void WriteText(string path, InputGuard guard, string text) =>
        Write(path, guard, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether the system would not write.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is IOException or UnauthorizedAccessException
            // .NET's word for a file that is larger than the file system or a quota allows (EFBIG).
            or ArgumentOutOfRangeException { ParamName: "value" };

    private static void Remove(string temporary)
    {
        // Deleting what is not there is no error, but in a folder that is not there it is.
        if (File.Exists(temporary))
        {
            File.Delete(temporary);
        }

        Unfinished.TryRemove(temporary, out _);
    }

    private static string Resolve(string path)
    {
        try
        {
            var target = FileIdentity.RealPath(path);
            return Directory.Exists(target) ? throw new UprightException(UprightError.CannotWrite, $"'{path}' is a directory.")
                // To replace /dev/null by a picture would break the machine.
                : FileIdentity.IsNoFile(target) ? throw new UprightException(UprightError.CannotWrite, $"'{path}' is a pipe or a device, not a file.")
                : target;
        }
        catch (ArgumentException exception)
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
        }
    }
}

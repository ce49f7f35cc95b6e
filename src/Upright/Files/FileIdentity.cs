using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Upright.Files;

/// <summary>Tells what paths lead to: the same file twice, or no file at all.</summary>
internal static partial class FileIdentity
{
    private const int CurrentDirectory = -100;
    private const int TheFileItself = 0x1000; // AT_EMPTY_PATH
    private const uint WantType = 0x1;
    private const uint WantInode = 0x100;
    private const uint WantOwner = 0x8 | 0x10; // user and group
    private const uint WantVersion = 0x40 | 0x80 | WantInode | 0x200; // both times and the size
    private const int UserAt = 20;
    private const int GroupAt = 24;
    private const int ModeAt = 28;
    private const int InodeAt = 32;
    private const int SizeAt = 40;
    private const int ChangedAt = 96;
    private const int WrittenAt = 112;
    private const int DeviceAt = 136;
    private const int BufferSize = 256;

    /// <summary>
    /// On Linux by device and inode, which sees through every link. Elsewhere by real path, letter case aside;
    /// a hard link passes there, and does no harm: the output is renamed into place, so the input keeps its own bytes.
    /// </summary>
    public static bool AreSame(string first, string second)
    {
        if (OperatingSystem.IsLinux())
        {
            return Inode(first) is { } inode && inode == Inode(second);
        }

        return File.Exists(second) && string.Equals(RealPath(first), RealPath(second), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The full path with every symbolic link followed, whether or not the file itself exists.</summary>
    public static string RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full)!;
        var real = root;
        foreach (var part in full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(real) ? new DirectoryInfo(real) : new FileInfo(real);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                real = target.FullName;
            }
        }

        return real;
    }

    /// <summary>A folder's real path as those of all that lies below it begin.</summary>
    public static string RealBeginning(string folder)
    {
        var real = RealPath(folder);
        return Path.EndsInDirectorySeparator(real) ? real : real + Path.DirectorySeparatorChar; // / is the one that does
    }

    /// <summary>On Linux: whether a path leads to a pipe, a socket or a device, neither file nor folder. Elsewhere nobody knows.</summary>
    public static bool IsNoFile(string path)
    {
        const int Type = 0xF000, Folder = 0x4000, File = 0x8000;
        return OperatingSystem.IsLinux() && Status(path, WantType) is { } status
            && (BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(ModeAt)) & Type) is not (Folder or File);
    }

    /// <summary>On Linux: gives a file to another's owner and group, as far as this process may; otherwise it stays this process'.</summary>
    public static void GiveOwner(string from, string to)
    {
        if (Status(from, WantOwner) is { } status)
        {
            // Without the right to it this fails, and the group alone may still be one of the user's own.
            var (user, group) = (BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(UserAt)), BinaryPrimitives.ReadUInt32LittleEndian(status.AsSpan(GroupAt)));
            _ = ChangeOwner(to, user, group) == 0 ? 0 : ChangeOwner(to, uint.MaxValue, group);
        }
    }

    /// <summary>On Linux: what tells an open file from others, and from what it was; null elsewhere.</summary>
    public static FileVersion? Version(SafeFileHandle file)
    {
        var status = new byte[BufferSize];
        return OperatingSystem.IsLinux() && Statx(file, "", TheFileItself, WantVersion, status) == 0 ? Version(status) : null;
    }

    /// <summary>On Linux: the same of the file that a path leads to; null where it leads to none.</summary>
    public static FileVersion? Version(string path) => Status(path, WantVersion) is { } status ? Version(status) : null;

    private static FileVersion Version(ReadOnlySpan<byte> status) => new(
        BinaryPrimitives.ReadInt64LittleEndian(status[SizeAt..]),
        Nanoseconds(status[WrittenAt..]),
        Nanoseconds(status[ChangedAt..]),
        BinaryPrimitives.ReadUInt64LittleEndian(status[InodeAt..]),
        BinaryPrimitives.ReadUInt64LittleEndian(status[DeviceAt..]));

    private static long Nanoseconds(ReadOnlySpan<byte> time) =>
        unchecked((BinaryPrimitives.ReadInt64LittleEndian(time) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(time[8..]));

    private static byte[]? Status(string path, uint want)
    {
        var status = new byte[BufferSize];
        return Statx(CurrentDirectory, path, 0, want, status) == 0 ? status : null;
    }

    private static (ulong Inode, ulong Device)? Inode(string path) =>
        Status(path, WantInode) is { } status
            ? (BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(InodeAt)), BinaryPrimitives.ReadUInt64LittleEndian(status.AsSpan(DeviceAt)))
            : null;

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    // Unlike stat's, the layout of statx' answer is the same on every architecture and C library.
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int directory, string path, int flags, uint mask, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, [Out] byte[] status);
}

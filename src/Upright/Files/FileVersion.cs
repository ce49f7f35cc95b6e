using Microsoft.Win32.SafeHandles;

namespace Upright.Files;

/// <summary>What tells a file from any other, and from what it was before.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was written last, as the system counts.</param>
/// <param name="Changed">When anything about it changed last, which nobody can set; 0 where the system does not tell.</param>
/// <param name="Inode">Its number in its file system; 0 where the system does not tell.</param>
/// <param name="Device">The file system; 0 where the system does not tell.</param>
internal readonly record struct FileVersion(long Length, long Written, long Changed, ulong Inode, ulong Device)
{
    /// <summary>Of an open file, whatever its path leads to meanwhile.</summary>
    public static FileVersion Of(SafeFileHandle file) =>
        FileIdentity.Version(file) ?? new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file).Ticks, 0, 0, 0);

    /// <summary>Of the file that a path leads to now; null where it leads to none.</summary>
    public static FileVersion? Of(string path) =>
        OperatingSystem.IsLinux() ? FileIdentity.Version(path)
        : new FileInfo(path) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc.Ticks, 0, 0, 0) : null;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static FileVersion Read(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadUInt64(), reader.ReadUInt64());

    public void Write(BinaryWriter writer)
    {
        writer.Write(Length);
        writer.Write(Written);
        writer.Write(Changed);
        writer.Write(Inode);
        writer.Write(Device);
    }
}

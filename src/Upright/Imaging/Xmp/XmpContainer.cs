using System.Globalization;

namespace Upright.Imaging;

/// <summary>What an XMP packet announces behind the picture of a JPEG: Google's container of pictures and films, motion photos, gain maps.</summary>
internal static class XmpContainer
{
    private const string Container = "http://ns.google.com/photos/1.0/container/";
    private const string Item = "http://ns.google.com/photos/1.0/container/item/";
    private const string Camera = "http://ns.google.com/photos/1.0/camera/";
    private const string GainMap = "http://ns.adobe.com/hdr-gain-map/1.0/";

    /// <summary>What the container lists, in the order of the file, the picture itself first; empty without one.</summary>
    public static IReadOnlyList<XmpContainerItem> Items(byte[] packet) => XmpPacket.Read(packet) is { } xmp ? [.. Entries(xmp).Select(Read)] : [];

    /// <summary>Whether it says that there is a film.</summary>
    public static bool AnnouncesFilm(byte[] packet) => XmpPacket.Read(packet) is { } xmp
        && (xmp.Root.All.Any(node => node.Namespace == Camera && node.Name is "MotionPhoto" or "MicroVideo" && node.Value?.Text.Trim() == "1")
            || Entries(xmp).Any(entry => Read(entry).Semantic == "MotionPhoto"));

    /// <summary>The packet with other lengths of what the container lists.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="lengths">The new length of each item by its place in the list; null for one that is gone.</param>
    /// <param name="hasGainMap">Whether the gain map is still there.</param>
    public static byte[] WithLengths(byte[] packet, IReadOnlyDictionary<int, long?> lengths, bool hasGainMap) => XmpPacket.Change(packet, xmp =>
    {
        var entries = Entries(xmp).ToList();
        if (entries.Count > 0 && entries.Index().Skip(1).All(entry => lengths.TryGetValue(entry.Index, out var length) && length is null))
        {
            Remove(xmp, node => node.Is(Container, "Directory"));
        }

        foreach (var (index, length) in lengths.Where(length => length.Key < entries.Count))
        {
            if (length is { } bytes)
            {
                xmp.Set(Property(entries[index], "Length"), bytes.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                xmp.Remove(entries[index]);
            }
        }

        if (!hasGainMap)
        {
            Remove(xmp, node => node.Namespace == GainMap);
        }
    });

    /// <summary>The packet for a file in which nothing lies behind the picture.</summary>
    public static byte[] WithoutAll(byte[] packet) => XmpPacket.Change(packet, xmp => Remove(xmp, node =>
        node.Is(Container, "Directory") || node.Namespace == GainMap
        || (node.Namespace == Camera && (node.Name.StartsWith("MotionPhoto", StringComparison.Ordinal) || node.Name.StartsWith("MicroVideo", StringComparison.Ordinal)))));

    private static void Remove(XmpPacket xmp, Func<XmpNode, bool> isGone)
    {
        foreach (var node in xmp.Root.All.Where(isGone))
        {
            xmp.Remove(node);
        }
    }

    private static IEnumerable<XmpNode> Entries(XmpPacket xmp) => xmp.Root.All.FirstOrDefault(node => node.Is(Container, "Directory"))?.Entries ?? [];

    private static XmpContainerItem Read(XmpNode entry) => new(
        Property(entry, "Semantic")?.Value?.Text.Trim() ?? "",
        Property(entry, "Mime")?.Value?.Text.Trim() ?? "",
        XmpPacket.Integer(Property(entry, "Length")),
        XmpPacket.Integer(Property(entry, "Padding")));

    private static XmpNode? Property(XmpNode entry, string name) => entry.All.FirstOrDefault(node => node.Is(Item, name));
}

/// <summary>What a container lists.</summary>
/// <param name="Semantic">What it is for: Primary, GainMap, MotionPhoto, Depth…</param>
/// <param name="Mime">Its media type.</param>
/// <param name="Length">Its bytes; 0 for the picture itself, of which it is not said.</param>
/// <param name="Padding">Bytes behind it.</param>
internal sealed record XmpContainerItem(string Semantic, string Mime, long Length, long Padding)
{
    /// <summary>Whether it is a JPEG.</summary>
    public bool IsJpeg => Mime is "image/jpeg";

    /// <summary>Whether it is a gain map.</summary>
    public bool IsGainMap => Semantic is "GainMap";
}

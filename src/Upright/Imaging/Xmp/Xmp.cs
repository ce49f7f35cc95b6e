using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Upright.Imaging;

/// <summary>Cleans an XMP packet of what no longer holds once the picture has been turned.</summary>
internal static partial class Xmp
{
    /// <summary>The name under which libvips attaches it.</summary>
    public const string Field = "xmp-data";

    /// <summary>The packet of a picture that was turned: orientation 1, no thumbnails, coordinates turned; every other byte as it was.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="map">Where points come to lie; null where that is not known.</param>
    public static byte[] Turned(byte[] packet, CoordinateMap? map)
    {
        var text = Encoding.Latin1.GetString(WithOrientation(packet, 1));
        var upright = Encoding.Latin1.GetBytes(Thumbnails().Replace(text, ""));
        return map is null ? upright : XmpCoordinates.Turned(upright, map);
    }

    /// <summary>A packet that says nothing.</summary>
    public static byte[] Empty => [.. """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta>"""u8];

    /// <summary>The packet, of a picture whose orientation it does not name, with one; null where it is no packet.</summary>
    public static byte[]? Naming(byte[] packet, int orientation)
    {
        var text = Encoding.Latin1.GetString(packet);
        if (List().Match(text) is not { Success: true } list)
        {
            return null;
        }

        // All descriptions of a packet are about the same thing.
        var about = About().Match(text) is { Success: true } named ? named.Value : "rdf:about=\"\"";
        return Encoding.Latin1.GetBytes(text.Insert(
            list.Index + list.Length, $"<rdf:Description {about} xmlns:tiff=\"http://ns.adobe.com/tiff/1.0/\" tiff:Orientation=\"{orientation}\"/>"));
    }

    /// <summary>The packet with another orientation, if it names one; every other byte as it was.</summary>
    public static byte[] WithOrientation(byte[] packet, int orientation)
    {
        // Latin-1 maps every byte to one character and back, whatever the packet's own encoding.
        var text = Encoding.Latin1.GetString(packet);
        text = OrientationAttribute().Replace(text, $"${{name}}{orientation}${{end}}");
        text = OrientationElement().Replace(text, $"${{name}}{orientation}${{end}}");
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>The orientation that the packet names, 1 to 8; null where it names none.</summary>
    public static int? Orientation(byte[] packet)
    {
        var text = Encoding.Latin1.GetString(packet);
        var match = OrientationAttribute().Match(text) is { Success: true } attribute ? attribute : OrientationElement().Match(text);
        return match.Success && int.TryParse(match.Groups["value"].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var orientation) && orientation is >= 1 and <= 8 ? orientation : null;
    }

    [GeneratedRegex("<rdf:RDF\\b[^>/]*(?:\"[^\"]*\"[^>/]*|'[^']*'[^>/]*)*>")]
    private static partial Regex List();

    [GeneratedRegex("rdf:about=(?:\"[^\"]*\"|'[^']*')")]
    private static partial Regex About();

    [GeneratedRegex("""(?<name>\btiff:Orientation\s*=\s*["'])(?<value>[^"']*)(?<end>["'])""")]
    private static partial Regex OrientationAttribute();

    [GeneratedRegex("(?<name><tiff:Orientation>)(?<value>[^<]*)(?<end></tiff:Orientation>)")]
    private static partial Regex OrientationElement();

    [GeneratedRegex("<xmp:Thumbnails>.*?</xmp:Thumbnails>", RegexOptions.Singleline)]
    private static partial Regex Thumbnails();
}

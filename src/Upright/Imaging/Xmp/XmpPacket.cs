using System.Globalization;
using System.Text;
using System.Xml;

namespace Upright.Imaging;

/// <summary>An XMP packet in which single values are changed where they stand; every other byte stays as it was.</summary>
internal sealed class XmpPacket
{
    private readonly string text;
    private readonly List<(int Start, int End, string Text)> changes = [];

    private XmpPacket(string text, XmpNode root) => (this.text, Root) = (text, root);

    /// <summary>What the packet holds.</summary>
    public XmpNode Root { get; }

    /// <summary>Reads a packet; null for one that is no XML.</summary>
    public static XmpPacket? Read(byte[] packet)
    {
        // Latin-1 maps every byte to one character and back, whatever the packet's own encoding.
        var text = Encoding.Latin1.GetString(packet);
        var start = text.IndexOf('<', StringComparison.Ordinal);
        try
        {
            return start < 0 ? null : new XmpPacket(text, new Parser(text, start).Read());
        }
        catch (Exception exception) when (exception is XmlException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>A packet changed, if it can be read.</summary>
    public static byte[] Change(byte[] packet, Action<XmpPacket> change)
    {
        if (Read(packet) is not { } read)
        {
            return packet;
        }

        change(read);
        return read.changes.Count == 0 ? packet : read.ToBytes();
    }

    /// <summary>A number; null where it is none.</summary>
    public static float? Number(XmpNode? node) =>
        node?.Value is { } value && float.TryParse(value.Text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null;

    /// <summary>A whole number without a sign; 0 where it is none.</summary>
    public static long Integer(XmpNode? node) =>
        node?.Value is { } value && long.TryParse(value.Text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Replaces a value, if it is there.</summary>
    /// <param name="node">What has it.</param>
    /// <param name="value">Without characters that XML writes otherwise.</param>
    public void Set(XmpNode? node, string value)
    {
        if (node?.Value is { } old && old.Text != value)
        {
            changes.Add((old.Start, old.End, value));
        }
    }

    /// <summary>Replaces a number, if it is there.</summary>
    public void Set(XmpNode? node, float value) => Set(node, value.ToString("0.######", CultureInfo.InvariantCulture));

    /// <summary>Takes an attribute or element out.</summary>
    public void Remove(XmpNode node) => changes.Add((node.Start, node.End, ""));

    private byte[] ToBytes()
    {
        var changed = new StringBuilder();
        var at = 0;
        foreach (var change in changes.OrderBy(change => change.Start).ThenByDescending(change => change.End))
        {
            if (change.Start >= at)
            {
                changed.Append(text, at, change.Start - at).Append(change.Text);
                at = change.End;
            }
        }

        return Encoding.Latin1.GetBytes(changed.Append(text, at, text.Length - at).ToString());
    }

    /// <summary>Finds where everything stands: the reader tells lines and columns of names.</summary>
    private sealed class Parser(string text, int start)
    {
        private readonly List<int> lines = [start];

        public XmpNode Read()
        {
            for (var at = start; at < text.Length; at++)
            {
                if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                {
                    lines.Add(at + 1);
                }
            }

            using var reader = XmlReader.Create(new StringReader(text[start..]), new XmlReaderSettings { ConformanceLevel = ConformanceLevel.Fragment });
            var place = (IXmlLineInfo)reader;
            var open = new Stack<(XmpNode Node, int Inner)>();
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    var node = new XmpNode(reader.NamespaceURI, reader.LocalName, PlaceOf(place) - 1);
                    var isEmpty = reader.IsEmptyElement;
                    var inner = Attributes(reader, place, node);
                    if (open.TryPeek(out var above))
                    {
                        above.Node.Children.Add(node);
                    }

                    if (!isEmpty)
                    {
                        open.Push((node, inner));
                    }
                    else if ((node.End = inner) >= 0 && open.Count == 0)
                    {
                        return node;
                    }
                }
                else if (reader.NodeType == XmlNodeType.EndElement)
                {
                    var (node, inner) = open.Pop();
                    var end = PlaceOf(place) - 2;
                    node.End = text.IndexOf('>', end) + 1;
                    if (!text.AsSpan(inner, end - inner).Contains('<'))
                    {
                        node.Value = new XmpValue(inner, end, text[inner..end]);
                    }

                    if (open.Count == 0)
                    {
                        return node; // padding and whatever else may follow
                    }
                }
            }

            throw new XmlException("It has no end.");
        }

        private int PlaceOf(IXmlLineInfo place) => lines[place.LineNumber - 1] + place.LinePosition - 1;

        /// <summary>Adds an element's attributes, and finds where its start tag ends.</summary>
        private int Attributes(XmlReader reader, IXmlLineInfo place, XmpNode node)
        {
            var end = PlaceOf(place);
            while (reader.MoveToNextAttribute())
            {
                var name = PlaceOf(place);
                var quote = text.IndexOfAny(['"', '\''], name);
                var close = text.IndexOf(text[quote], quote + 1);
                var before = name;
                while (char.IsWhiteSpace(text[before - 1]))
                {
                    before--;
                }

                node.Children.Add(new XmpNode(reader.NamespaceURI, reader.LocalName, before)
                {
                    End = close + 1,
                    Value = new XmpValue(quote + 1, close, text[(quote + 1)..close]),
                });
                end = close + 1;
            }

            reader.MoveToElement();
            return text.IndexOf('>', end) + 1;
        }
    }
}

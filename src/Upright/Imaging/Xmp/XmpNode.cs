namespace Upright.Imaging;

/// <summary>Text of a packet that can be replaced: an attribute's value or what an element holds.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind it.</param>
/// <param name="Text">As it stands there.</param>
internal sealed record XmpValue(int Start, int End, string Text);

/// <summary>An attribute or an element of a packet.</summary>
/// <param name="Namespace">The address of its namespace.</param>
/// <param name="Name">Its name in it.</param>
/// <param name="Start">Where it begins.</param>
internal sealed record XmpNode(string Namespace, string Name, int Start)
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>Behind it.</summary>
    public int End { get; set; }

    /// <summary>Its value; null for an element that holds others.</summary>
    public XmpValue? Value { get; set; }

    /// <summary>What it holds: XMP writes simple properties as attributes or as elements, as it likes.</summary>
    public List<XmpNode> Children { get; } = [];

    /// <summary>It and everything below it.</summary>
    public IEnumerable<XmpNode> All => Children.SelectMany(child => child.All).Prepend(this);

    /// <summary>Its properties, those of a description that stands between included.</summary>
    public IEnumerable<XmpNode> Properties => Children.SelectMany(child => child.Is(Rdf, "Description") ? child.Properties : [child]);

    /// <summary>The entries of a list that it holds.</summary>
    public IEnumerable<XmpNode> Entries => Children.SelectMany(child => child.Children).Where(entry => entry.Is(Rdf, "li"));

    /// <summary>Whether it is called so.</summary>
    public bool Is(string space, string name) => Name == name && Namespace == space;

    /// <summary>A property; null where it has none of this name.</summary>
    public XmpNode? Property(string space, string name) => Properties.FirstOrDefault(property => property.Is(space, name));
}

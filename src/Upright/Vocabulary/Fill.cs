using System.Globalization;

namespace Upright;

/// <summary>What is shown where the turned picture does not reach.</summary>
/// <remarks>On a grey picture a colour becomes its brightness; the picture stays grey.</remarks>
public readonly record struct Fill
{
    private Fill(FillKind kind, byte red = 0, byte green = 0, byte blue = 0) => (Kind, Red, Green, Blue) = (kind, red, green, blue);

    /// <summary>
    /// The commonest colour along the picture's border (the paper of a page, the backdrop of a product),
    /// or, where no colour is common, the median of all.
    /// Pictures with transparency become transparent there, if the format can.
    /// </summary>
    public static Fill Auto => default;

    /// <summary>White.</summary>
    public static Fill White => FromRgb(255, 255, 255);

    /// <summary>Black.</summary>
    public static Fill Black => FromRgb(0, 0, 0);

    /// <summary>The nearest pixel of the picture's border, drawn out.</summary>
    public static Fill Edge => new(FillKind.Edge);

    /// <summary>Nothing, where the output's format has transparency; otherwise as <see cref="Auto"/>.</summary>
    public static Fill Transparent => new(FillKind.Transparent);

    internal FillKind Kind { get; }

    internal byte Red { get; }

    internal byte Green { get; }

    internal byte Blue { get; }

    /// <summary>One sRGB colour.</summary>
    public static Fill FromRgb(byte red, byte green, byte blue) => new(FillKind.Colour, red, green, blue);

    /// <summary>Reads <c>auto</c>, <c>white</c>, <c>black</c>, <c>edge</c>, <c>transparent</c> or <c>#rrggbb</c>, in any case.</summary>
    public static bool TryParse(string? text, out Fill fill)
    {
        Fill? known = text?.ToUpperInvariant() switch
        {
            "AUTO" => Auto,
            "WHITE" => White,
            "BLACK" => Black,
            "EDGE" => Edge,
            "TRANSPARENT" => Transparent,
            ['#', .. { Length: 6 } digits] when uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) =>
                FromRgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb),
            _ => null,
        };
        fill = known ?? Auto;
        return known is not null;
    }

    /// <summary>The text that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => this == White ? "white" : this == Black ? "black" : Kind switch
    {
        FillKind.Auto => "auto",
        FillKind.Edge => "edge",
        FillKind.Transparent => "transparent",
        _ => $"#{Red:x2}{Green:x2}{Blue:x2}",
    };
}

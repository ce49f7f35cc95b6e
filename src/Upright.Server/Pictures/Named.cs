namespace Upright.Server.Pictures;

/// <summary>A choice in a query, by its name in any case; the framework's own binding takes numbers too, and one case only.</summary>
internal readonly record struct Named<T>(T Value)
    where T : struct, Enum
{
    /// <summary>As they are spelt in documents: lower case. Of the formats those that are written.</summary>
    public static IEnumerable<string> Names { get; } =
        [.. Enum.GetValues<T>().Where(value => value is not PictureFormat format || format.WrittenAs() == format).Select(value => value.ToString().ToLowerInvariant())];

    public static bool TryParse(string? text, out Named<T> named)
    {
        var isKnown = Names.Contains(text, StringComparer.OrdinalIgnoreCase);
        named = isKnown ? new Named<T>(Enum.Parse<T>(text!, ignoreCase: true)) : default;
        return isKnown;
    }
}

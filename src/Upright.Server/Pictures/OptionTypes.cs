using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace Upright.Server.Pictures;

/// <summary>The records that hold an endpoint's options; says what is wrong with a query that could not be read into them.</summary>
internal sealed record OptionTypes(IReadOnlyList<Type> Queries)
{
    private IEnumerable<(string Name, Type Type)> Options =>
        from query in Queries
        from property in query.GetProperties()
        let name = property.GetCustomAttribute<FromQueryAttribute>()?.Name
        where name is not null
        select (name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);

    public IEnumerable<string> Names => Options.Select(option => option.Name);

    /// <summary>What each option that cannot be read would have been; null where all can.</summary>
    public string? Explain(IQueryCollection query)
    {
        var faults = from option in Options
                     let given = query[option.Name].ToString()
                     where query.ContainsKey(option.Name) && !IsRead(option.Type, given)
                     select $"{option.Name} is '{given}', and must be {Wanted(option.Type)}.";
        return string.Join(' ', faults) is { Length: > 0 } all ? all : null;
    }

    private static bool IsRead(Type type, string given) =>
        type == typeof(double) ? double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        : type == typeof(int) ? int.TryParse(given, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        : type == typeof(bool) ? bool.TryParse(given, out _)
        : type == typeof(Fill) ? Fill.TryParse(given, out _)
        : type == typeof(PageTurns) ? PageTurns.TryParse(given, out _)
        : Choices(type).Contains(given, StringComparer.OrdinalIgnoreCase);

    private static string Wanted(Type type) =>
        type == typeof(double) ? "a number"
        : type == typeof(int) ? "a whole number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(Fill) ? "one of auto, white, black, edge, transparent, or #rrggbb"
        : type == typeof(PageTurns) ? "pages and degrees, such as 3:90,7:-2.5"
        : $"one of {string.Join(", ", Choices(type))}";

    private static IEnumerable<string> Choices(Type named) =>
        (IEnumerable<string>)named.GetProperty(nameof(Named<Canvas>.Names), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}

using System.Text.Json;

namespace Upright.Server.Pictures;

/// <summary>How choices are called in headers: as in JSON, without its quotes.</summary>
internal static class HeaderNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value).Trim('"');
}

using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Upright.Server.Pictures;

namespace Upright.Server.Description;

/// <summary>Types that are read from text and check it themselves; the generator takes them for objects.</summary>
internal static class TextSchemas
{
    public static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(Fill))
        {
            BecomeText(schema);
            schema.Pattern = "^(auto|white|black|edge|transparent|#[0-9a-fA-F]{6})$";
        }
        else if (type == typeof(PageTurns))
        {
            BecomeText(schema);
            schema.Pattern = PageTurns.Pattern;
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Named<>))
        {
            BecomeText(schema);
            var names = (IEnumerable<string>)type.GetProperty(nameof(Named<Canvas>.Names), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            schema.Enum = [.. names.Select(name => (JsonNode)name)];
        }
        else if (schema is { Enum.Count: > 0, Type: null })
        {
            // Without a type some generators take names for numbers.
            schema.Type = JsonSchemaType.String;
        }
    }

    private static void BecomeText(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Required = null;
    }
}

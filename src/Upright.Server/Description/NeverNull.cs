using Microsoft.OpenApi;

namespace Upright.Server.Description;

/// <summary>
/// What is null is left out of an answer: a field is there or not, and never null. The generator knows the first of types alone
/// and says the second, from which clients come that read names as numbers.
/// </summary>
internal static class NeverNull
{
    public static void In(OpenApiDocument document)
    {
        foreach (var schema in document.Components!.Schemas!.Values)
        {
            In(schema);
        }
    }

    private static void In(IOpenApiSchema? described)
    {
        if (described is not OpenApiSchema schema)
        {
            return;
        }

        schema.Type &= ~JsonSchemaType.Null;
        schema.Enum = schema.Enum is { Count: > 0 } names ? [.. names.Where(name => name is not null && !JsonNullSentinel.IsJsonNullSentinel(name))] : schema.Enum;
        foreach (var (name, property) in schema.Properties?.ToList() ?? [])
        {
            schema.Properties![name] = Sole(property);
            In(schema.Properties[name]);
        }

        In(schema.Items);
        foreach (var inner in (schema.AllOf ?? []).Concat(schema.OneOf ?? []))
        {
            In(inner);
        }
    }

    // Of "null or this" there remains this.
    private static IOpenApiSchema Sole(IOpenApiSchema property) =>
        property is OpenApiSchema { OneOf: [{ Type: JsonSchemaType.Null }, var other] } ? other : property;
}

using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Upright.Pages;
using Upright.Server.Pictures;

namespace Upright.Server.Description;

/// <summary>What schemas are called in the OpenAPI document: by what they are, not by how they are made here.</summary>
internal static class SchemaNames
{
    private const string Document = "Document";

    public static string? Of(JsonTypeInfo type)
    {
        var bare = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return bare == typeof(ReportDocument) ? "Estimate"
            : bare == typeof(DocumentFields) ? "Document"
            : bare == typeof(PageFields) ? "Page"
            : bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(Named<>) ? bare.GetGenericArguments()[0].Name
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? name.EndsWith(Document, StringComparison.Ordinal) ? name[..^Document.Length] : name
            : null;
    }
}

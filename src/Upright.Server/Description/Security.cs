using Microsoft.OpenApi;

namespace Upright.Server.Description;

/// <summary>Says in the OpenAPI document that a key may be asked for, and what problems have beside what RFC 9457 says.</summary>
internal static class Security
{
    private const string Scheme = "key";

    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Where the service was set up with keys." },
        };
        // None is an alternative: a service without keys asks for nothing.
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }, new OpenApiSecurityRequirement()];
        if (document.Components.Schemas?.TryGetValue("ProblemDetails", out var problem) == true && problem is OpenApiSchema { Properties: { } properties } schema)
        {
            schema.Required = new HashSet<string> { "type", "title", "status", "code", "trace_id" };
            properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable name of what went wrong, a heading of the page that `type` leads to." };
            properties["trace_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The trace of the request, for whoever runs the service." };
        }
    }
}

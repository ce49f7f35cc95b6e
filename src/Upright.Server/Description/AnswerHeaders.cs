using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Upright.Server.Limits;

namespace Upright.Server.Description;

/// <summary>The headers that every answer under <c>/v1</c> has, in the OpenAPI document.</summary>
internal static class AnswerHeaders
{
    private static readonly (string Name, string Description, string Example)[] Headers =
    [
        ("Trace-Id", "The trace of the request (W3C Trace Context): the caller's own, where its `traceparent` named one.", "4bf92f3577b34da6a3ce929d0e0e4736"),
        (CallerQuota.PolicyHeader, "How many requests (`q`) the caller may make in how many seconds (`w`); absent where the service sets no limit.", "\"caller\";q=60;w=60"),
        (CallerQuota.Header, "How many of them are left (`r`), and in refusals the seconds (`t`) until there are more.", "\"caller\";r=59"),
    ];

    public static void AddTo(OpenApiDocument document)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Headers = Headers.ToDictionary(header => header.Name, header => (IOpenApiHeader)new OpenApiHeader
        {
            Description = header.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create(header.Example),
        });
        var responses = document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Responses!.Values);
        foreach (var response in responses.OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            foreach (var (name, _, _) in Headers)
            {
                response.Headers[name] = new OpenApiHeaderReference(name, document);
            }
        }
    }
}

using Microsoft.OpenApi;

namespace Upright.Server.Description;

/// <summary>What jobs take and answer, in the OpenAPI document, where the generator would tell of types here instead.</summary>
internal static class JobDescriptions
{
    /// <summary>Says that an endpoint takes a form of pictures.</summary>
    public static RouteHandlerBuilder TakesPictures(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema> { ["pictures"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = ApiDescription.Binary() } },
                    },
                },
            },
        };
        ((OpenApiResponse)operation.Responses!["202"]).Headers = new Dictionary<string, IOpenApiHeader> { ["Location"] = Header("The job's address.") };
        ProblemDescriptions.AddToJob(operation, context.Document);
        return Task.CompletedTask;
    });

    /// <summary>Says that an endpoint answers a stream of events, as it is on the wire.</summary>
    public static RouteHandlerBuilder AnswersEvents(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Responses!["200"].Content!["text/event-stream"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Events called `progress`, and a last one called `stopping` when the service stops; the data of each is a JobStatus." },
            Example = "event: progress\ndata: {\"id\":\"5d41402abc4b2a76b9719d911017c592\",\"state\":\"running\",\"total\":3,\"done\":1}\n\n",
        };
        return Task.CompletedTask;
    });

    /// <summary>Says that an endpoint answers a ZIP, or a part of it.</summary>
    public static RouteHandlerBuilder AnswersAZip(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
    {
        foreach (var (status, description) in new[] { ("200", "The ZIP."), ("206", "The part of it that `Range` names.") })
        {
            operation.Responses![status] = new OpenApiResponse
            {
                Description = description,
                Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = Header("For `If-Range`."), ["Content-Disposition"] = Header("The ZIP's name, as `filename` and `filename*`.") },
                Content = new Dictionary<string, OpenApiMediaType> { ["application/zip"] = new() { Schema = ApiDescription.Binary() } },
            };
        }

        ProblemDescriptions.AddRangesTo(operation, context.Document);
        return Task.CompletedTask;
    });

    /// <summary>Says that an endpoint answers what was found out about each picture.</summary>
    public static RouteHandlerBuilder AnswersResults(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
    {
        var document = context.Document!;
        List<IOpenApiSchema> kinds = [];
        foreach (var answer in await ApiDescription.AnswersAsync(context, cancellationToken))
        {
            var name = $"{((OpenApiSchemaReference)answer).Reference.Id}Result";
            document.AddComponent(name, new OpenApiSchema { AllOf = [answer, Named()] });
            kinds.Add(new OpenApiSchemaReference(name, document));
        }

        var failed = Named();
        (failed.Properties!["error"], failed.Properties["message"]) = (Text("A heading of `docs/errors.md`."), Text("What happened."));
        failed.Required!.UnionWith(["error", "message"]);
        document.AddComponent("FailedResult", failed);
        kinds.Add(new OpenApiSchemaReference("FailedResult", document));
        operation.Responses!["200"].Content!["application/json"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { OneOf = kinds } },
        };
    });

    private static OpenApiSchema Named() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = Text("The picture's name in the results.") },
        Required = new HashSet<string> { "file" },
    };

    private static OpenApiHeader Header(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}

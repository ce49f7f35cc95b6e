using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Upright.Pages;
using Upright.Server.Pictures;

namespace Upright.Server.Description;

/// <summary>The OpenAPI document: made from the endpoints, reviewed as <c>docs/openapi.json</c>.</summary>
internal static class ApiDescription
{
    // Types behind answers that are described as they are on the wire.
    private static readonly string[] OfTheFramework = ["SseItemOfJobStatus", "JsonObject"];

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Upright",
                Version = "1",
                Description = "Says by how many degrees a picture must be turned to stand upright, says how sure it is, and writes the upright picture. When it is not sure, it changes nothing.",
            };
            // Where it runs is the caller's to know.
            document.Servers = [];
            Security.AddTo(document);
            AnswerHeaders.AddTo(document);
            NeverNull.In(document);
            foreach (var name in OfTheFramework)
            {
                document.Components!.Schemas!.Remove(name);
            }

            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = type => SchemaNames.Of(type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // What is null is left out of an answer.
            schema.Required?.ExceptWith(context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable).Select(property => property.Name));
            TextSchemas.Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    });

    /// <summary>Says that an endpoint takes one picture, and what it answers when it does not.</summary>
    public static RouteHandlerBuilder TakesAPicture(this RouteHandlerBuilder endpoint, bool writes = false) => endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "The picture: JPEG, PNG, WebP, TIFF, GIF or AVIF, and HEIC, BMP, JPEG 2000, JPEG XL, PNM, PSD and ICO where the service is set to read them; or a document: PDF, or TIFF of several pages. Its first bytes tell which; the Content-Type is not looked at, but for forms.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/octet-stream"] = new() { Schema = Binary() },
                ["multipart/form-data"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["picture"] = Binary() } } },
            },
        };
        ProblemDescriptions.AddTo(operation, context.Document, writes);
        return Task.CompletedTask;
    });

    /// <summary>Says of all endpoints what may be wrong with whoever asks.</summary>
    public static RouteGroupBuilder TellsOfCallers(this RouteGroupBuilder group) => group.AddOpenApiOperationTransformer((operation, context, _) =>
    {
        ProblemDescriptions.AddCallersTo(operation, context.Document);
        return Task.CompletedTask;
    });

    /// <summary>Says that an endpoint answers a picture, or a form with one.</summary>
    public static RouteHandlerBuilder AnswersAPicture(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
    {
        var content = Enum.GetValues<PictureFormat>().ToDictionary(PictureFormats.MediaType, _ => new OpenApiMediaType { Schema = Binary() });
        content[DocumentFormat.Pdf.MediaType()] = new OpenApiMediaType { Schema = Binary() };
        content["multipart/form-data"] = new OpenApiMediaType
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema> { ["metadata"] = new OpenApiSchema { OneOf = await AnswersAsync(context, cancellationToken) }, ["picture"] = Binary(), ["document"] = Binary() },
            },
            Example = new JsonObject { ["metadata"] = Examples.Report(), ["picture"] = "(bytes)" },
        };
        operation.Responses!["200"] = new OpenApiResponse
        {
            Description = "The upright picture, or the picture as it came. A document with its pages upright has the headers `Upright-Decision`, `Upright-Pages` and `Upright-Turned-Pages`.",
            Content = content,
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Upright-Angle"] = Header("Degrees clockwise to upright, in (-180, 180]: the best answer, also when nothing was turned.", -8.412),
                ["Upright-Confidence"] = Header("Probability, 0 to 1, that the angle is within 5 degrees of the truth.", 0.9731),
                ["Upright-Decision"] = Header("turn, leave or unsure.", "turn"),
                ["Upright-Method"] = Header("none, lossless_quarter, orientation_tag, quarter or affine_warp.", "affine_warp"),
                ["Upright-Pages"] = Header("How many pages a document has.", 12),
                ["Upright-Turned-Pages"] = Header("How many of them were turned.", 1),
                ["Content-Disposition"] = Header("The name of the result: that of the picture in a form, with the ending of its format, as `filename` and `filename*`; absent where the answer is a form.", "attachment; filename=photo.jpg; filename*=UTF-8''photo.jpg"),
                ["Upright-Turned"] = Header("Degrees clockwise that the picture was turned.", -8.412),
            },
        };
    });

    /// <summary>Says that an endpoint answers small pictures in a form.</summary>
    public static RouteHandlerBuilder AnswersPreviews(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var pictures = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Binary() };
        operation.Responses!["200"] = new OpenApiResponse
        {
            Description = "The small pictures, in the order of the pages.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["preview"] = pictures } } },
            },
        };
        return Task.CompletedTask;
    });

    /// <summary>Says that an endpoint answers an estimate about a picture, and about a document its pages. The generator knows one answer for a status.</summary>
    public static RouteHandlerBuilder AnswersAnEstimate(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
    {
        var json = operation.Responses!["200"].Content!["application/json"];
        (json.Schema, json.Example) = (new OpenApiSchema { OneOf = await AnswersAsync(context, cancellationToken) }, Examples.Estimate());
    });

    /// <summary>What is found out about a picture, and about a document.</summary>
    public static async Task<List<IOpenApiSchema>> AnswersAsync(OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        List<IOpenApiSchema> answers = [];
        foreach (var (name, type) in new[] { ("Estimate", typeof(ReportDocument)), ("Document", typeof(DocumentFields)) })
        {
            context.Document!.AddComponent(name, await context.GetOrCreateSchemaAsync(type, parameterDescription: null, cancellationToken));
            answers.Add(new OpenApiSchemaReference(name, context.Document));
        }

        return answers;
    }

    /// <summary>Bytes.</summary>
    public static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiHeader Header(string description, JsonNode example) => new()
    {
        Description = description,
        Schema = new OpenApiSchema { Type = example.GetValueKind() == System.Text.Json.JsonValueKind.Number ? JsonSchemaType.Number : JsonSchemaType.String },
        Example = example,
    };
}

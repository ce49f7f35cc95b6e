using System.Globalization;
using Microsoft.OpenApi;
using Upright.Server.Errors;

namespace Upright.Server.Description;

/// <summary>The refusals in the OpenAPI document: for each status its codes, and one of them as an example.</summary>
internal static class ProblemDescriptions
{
    // Those about paths cannot happen here, since a caller names none; nor those of fleets, nor of jobs where one is brought.
    private static readonly UprightError[] Impossible =
    [
        UprightError.FileNotFound, UprightError.IsADirectory, UprightError.WouldOverwriteInput, UprightError.UnusableModel, UprightError.DeviceUnavailable,
        UprightError.MissingLibrary, UprightError.FleetUnavailable, UprightError.UnknownJob, UprightError.GaveUp,
    ];

    // Of results; and of addresses that are none of these.
    private static readonly Refusal[] NotHere = [Refusal.JobNotDone, Refusal.UnknownHost, Refusal.UnknownAddress, Refusal.WrongMethod];

    // Of what is written, where nothing is.
    private static readonly UprightError[] OfWriting = [UprightError.SignedDocument, UprightError.CannotEncode, UprightError.CannotTag];

    /// <summary>Adds what may be wrong with a picture, and with the one who sends it.</summary>
    public static void AddTo(OpenApiOperation operation, OpenApiDocument? document, bool writes)
    {
        var problems = UprightError.Catalogue.Except(writes ? Impossible : [.. Impossible, .. OfWriting]).Select(error => (error.Code, Status: error.HttpStatus, error.Summary))
            .Concat(Refusal.All.Except(NotHere).Select(refusal => (refusal.Code, Status: refusal.HttpStatus, refusal.Summary)));
        Add(operation, document, problems);
    }

    /// <summary>Adds what may be wrong with whoever sends a request, where nothing else is said of that status.</summary>
    public static void AddCallersTo(OpenApiOperation operation, OpenApiDocument? document) =>
        Add(operation, document, new[] { Refusal.KeyNeeded, Refusal.OtherSite, Refusal.TooManyRequests }
            .Where(refusal => !operation.Responses!.ContainsKey(refusal.HttpStatus.ToString(CultureInfo.InvariantCulture)))
            .Select(refusal => (refusal.Code, Status: refusal.HttpStatus, refusal.Summary)));

    private static void Add(OpenApiOperation operation, OpenApiDocument? document, IEnumerable<(string Code, int Status, string Summary)> problems)
    {
        foreach (var status in problems.GroupBy(problem => problem.Status).OrderBy(group => group.Key))
        {
            var first = status.First();
            operation.Responses![status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Headers = status.Key == StatusCodes.Status429TooManyRequests ? RetryAfter() : null,
                Description = string.Join(" ", status.Select(problem => $"`{problem.Code}`: {problem.Summary}")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference("ProblemDetails", document), Example = Examples.Problem(first.Code, first.Status, first.Summary) },
                },
            };
        }
    }

    private static Dictionary<string, IOpenApiHeader> RetryAfter() => new()
    {
        ["Retry-After"] = new OpenApiHeader { Description = "Seconds after which to come again.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
    };
}

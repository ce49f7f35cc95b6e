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
    private static readonly Refusal[] NotHere = [Refusal.JobNotDone, Refusal.RangeNotSatisfiable, Refusal.UnknownHost, Refusal.UnknownAddress, Refusal.WrongMethod];

    // Of what is written, where nothing is.
    private static readonly UprightError[] OfWriting = [UprightError.SignedDocument, UprightError.CannotEncode, UprightError.CannotTag];

    // What keeps a job from being begun: what is wrong with a picture of it is told in its results.
    private static readonly UprightError[] OfBeginning =
        [UprightError.CannotRead, UprightError.EmptyFile, UprightError.InvalidOptions, UprightError.FileTooLarge, UprightError.CannotWrite, UprightError.Unexpected];

    /// <summary>Adds what may be wrong with a picture, and with the one who sends it.</summary>
    public static void AddTo(OpenApiOperation operation, OpenApiDocument? document, bool writes) =>
        Add(operation, document, UprightError.Catalogue.Except(writes ? Impossible : [.. Impossible, .. OfWriting]), Refusal.All.Except(NotHere));

    /// <summary>Adds what may keep a job from being begun.</summary>
    public static void AddToJob(OpenApiOperation operation, OpenApiDocument? document) =>
        Add(operation, document, OfBeginning, Refusal.All.Except([.. NotHere, Refusal.OutOfMemory]));

    /// <summary>Adds that a part of a file was asked for that it does not have.</summary>
    public static void AddRangesTo(OpenApiOperation operation, OpenApiDocument? document) => Add(operation, document, [], [Refusal.RangeNotSatisfiable]);

    /// <summary>Adds what may be wrong with whoever sends a request, where nothing else is said of that status.</summary>
    public static void AddCallersTo(OpenApiOperation operation, OpenApiDocument? document) =>
        Add(operation, document, [], new[] { Refusal.KeyNeeded, Refusal.OtherSite, Refusal.TooManyRequests }
            .Where(refusal => !operation.Responses!.ContainsKey(refusal.HttpStatus.ToString(CultureInfo.InvariantCulture))));

    private static void Add(OpenApiOperation operation, OpenApiDocument? document, IEnumerable<UprightError> errors, IEnumerable<Refusal> refusals)
    {
        var problems = errors.Select(error => (error.Code, Status: error.HttpStatus, error.Summary))
            .Concat(refusals.Select(refusal => (refusal.Code, Status: refusal.HttpStatus, refusal.Summary)));
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

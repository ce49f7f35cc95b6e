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

    public static void AddTo(OpenApiOperation operation)
    {
        var problems = UprightError.Catalogue.Except(Impossible).Select(error => (error.Code, Status: error.HttpStatus, error.Summary))
            .Concat(Refusal.All.Select(refusal => (refusal.Code, Status: refusal.HttpStatus, refusal.Summary)));
        foreach (var status in problems.GroupBy(problem => problem.Status).OrderBy(group => group.Key))
        {
            var first = status.First();
            operation.Responses![status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(" ", status.Select(problem => $"`{problem.Code}`: {problem.Summary}")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Example = Examples.Problem(first.Code, first.Status, first.Summary) },
                },
            };
        }
    }
}

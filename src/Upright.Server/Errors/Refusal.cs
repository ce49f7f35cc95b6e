using System.Reflection;

namespace Upright.Server.Errors;

/// <summary>Why the service itself refuses; what is wrong with a picture or an option is in <see cref="UprightError"/>.</summary>
/// <param name="Code">Stable identifier, kebab-case, a heading of <c>docs/errors.md</c>.</param>
/// <param name="HttpStatus">What is answered.</param>
/// <param name="Summary">One sentence: what happened.</param>
internal sealed record Refusal(string Code, int HttpStatus, string Summary)
{
    public static Refusal KeyNeeded { get; } = new("key-needed", 401, "A key is needed, and none that is known was given.");

    public static Refusal OtherSite { get; } = new("other-site", 403, "A page of another site may not use this service.");

    public static Refusal JobNotDone { get; } = new("job-not-done", 409, "The job has no results yet.");

    public static Refusal UnknownHost { get; } = new("unknown-host", 400, "The service does not answer under this name.");

    public static Refusal UnknownAddress { get; } = new("unknown-address", 404, "There is nothing at this address.");

    public static Refusal WrongMethod { get; } = new("wrong-method", 405, "This address does not take this method.");

    public static Refusal RangeNotSatisfiable { get; } = new("range-not-satisfiable", 416, "The file has no such part.");

    public static Refusal TooBusy { get; } = new("too-busy", 429, "As many requests are waiting as may wait.");

    public static Refusal TooManyRequests { get; } = new("too-many-requests", 429, "This key or address has made all its requests for now.");

    public static Refusal DeadlinePassed { get; } = new("deadline-passed", 503, "It was not done by the deadline and has been given up.");

    public static Refusal OutOfMemory { get; } = new("out-of-memory", 413, "It needs more memory than this service has for it.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Refusal> All { get; } =
    [
        .. typeof(Refusal).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Refusal))
            .Select(property => (Refusal)property.GetValue(null)!),
    ];
}

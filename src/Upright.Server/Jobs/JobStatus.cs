using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Upright.Server.Jobs;

/// <summary>How far a job is.</summary>
internal sealed record JobStatus(
    string Id,
    JobState State,
    [property: Description("Pictures in the job.")] int Total,
    [property: Description("Pictures that are done, failed ones included.")] int Done,
    int Turned,
    [property: Description("Upright already.")] int Left,
    int Unsure,
    int Failed,
    [property: Description("Pages of the job's documents that are judged so far.")] int Pages,
    [property: Description("When the job and its results are forgotten.")] DateTimeOffset Expires);

/// <summary>Whether a job goes on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
internal enum JobState
{
    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("done")]
    Done,
}

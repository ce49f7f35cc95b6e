using System.CommandLine;

namespace Upright.Cli.Fleet;

/// <summary>How a job is done and kept; chosen when it is begun.</summary>
internal sealed class JobOptions
{
    private readonly Option<bool> byPath = new("--by-path") { Description = "Workers read the pictures from a folder that both sides share (the default)." };
    private readonly Option<bool> byObjectStore = new("--by-object-store") { Description = "The pictures go through the JetStream object store." };
    private readonly Option<bool> resultsByObjectStore = new("--results-by-object-store") { Description = "Upright pictures come back through the object store, instead of a folder the workers share." };
    private readonly Option<int?> replicas = new("--replicas") { Description = "On how many servers everything is kept; otherwise 3 where there are three, else 1." };
    private readonly Option<int> maxInFlight = new("--max-in-flight") { Description = "How many pictures may be with workers at a time.", DefaultValueFactory = _ => 1000 };
    private readonly Option<double> lease = Number.Option("--lease", "Seconds of silence after which a worker's picture is given to another.", 30);
    private readonly Option<int> attempts = new("--attempts") { Description = "How often a picture is tried before it is moved aside.", DefaultValueFactory = _ => 5 };
    private readonly Option<double> backoff = Number.Option("--backoff", "Seconds before the second attempt; doubles for each further one, up to ten minutes.", 5);
    private readonly Option<double> timeLimit = Number.Option("--time-limit", "Seconds one attempt may take.", 600);
    private readonly Option<long> maxObjectSize = ByteCount.Option("--max-object-size", "Refuse larger pictures for the object store, for example 1G.", 256L << 20, 1024);

    public void AddTo(Command command)
    {
        command.AddAll(byPath, byObjectStore, resultsByObjectStore, replicas, maxInFlight, lease, attempts, backoff, timeLimit, maxObjectSize);

        command.Validators.Add(result =>
        {
            if (result.GetValue(byPath) && result.GetValue(byObjectStore))
            {
                result.AddError(Words.Of("Choose one of --by-path and --by-object-store."));
            }
        });
        replicas.Validators.Add(result =>
        {
            if (result.GetValue(replicas) is < 1 or > 5)
            {
                result.AddError(Words.Of("--replicas: 1 to 5."));
            }
        });
        maxInFlight.Validators.Add(result =>
        {
            if (result.GetValue(maxInFlight) < 1)
            {
                result.AddError(Words.Of("--max-in-flight: at least 1."));
            }
        });
    }

    public JobCreation Creation(ParseResult parsed, FleetConnection connection, JobNames names) =>
        new(connection, names, parsed.GetValue(replicas), parsed.GetValue(maxInFlight));

    /// <exception cref="UprightException">An option is out of its range.</exception>
    public JobSettings ToSettings(ParseResult parsed, UprightOptions decisions, FixOptions writing, string model) => new JobSettings
    {
        Decisions = decisions,
        Writing = writing,
        Pictures = parsed.GetValue(byObjectStore) ? Carrier.ObjectStore : Carrier.Path,
        Results = parsed.GetValue(resultsByObjectStore) ? Carrier.ObjectStore : Carrier.Path,
        Lease = TimeSpan.FromSeconds(parsed.GetValue(lease)),
        Attempts = parsed.GetValue(attempts),
        Backoff = TimeSpan.FromSeconds(parsed.GetValue(backoff)),
        TimeLimit = TimeSpan.FromSeconds(parsed.GetValue(timeLimit)),
        MaxObjectSize = parsed.GetValue(maxObjectSize),
        Model = model,
        Version = JobSettings.ThisVersion,
    }.Validated();
}

using System.Reflection;

namespace Upright.Cli.Fleet;

/// <summary>What all pictures of a job have in common, kept with the job: whoever does a picture does it alike.</summary>
internal sealed record JobSettings
{
    /// <summary>How to decide. The model's path is for the ledger alone: a worker opens no file that a message names.</summary>
    public required UprightOptions Decisions { get; init; }

    /// <summary>How to write.</summary>
    public required FixOptions Writing { get; init; }

    /// <summary>How pictures come to the workers.</summary>
    public required Carrier Pictures { get; init; }

    /// <summary>How upright pictures come back.</summary>
    public required Carrier Results { get; init; }

    /// <summary>How long a worker may be silent before its picture is given to another.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>How often a picture is tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>The wait before the second attempt; it doubles for each further one.</summary>
    public required TimeSpan Backoff { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>The largest picture that goes through the object store, in bytes.</summary>
    public required long MaxObjectSize { get; init; }

    /// <summary>Short hash of the model's weights; a worker with another model would answer otherwise.</summary>
    public required string Model { get; init; }

    /// <summary>The version of Upright that began the job; another might write other bytes.</summary>
    public required string Version { get; init; }

    /// <summary>This program's version.</summary>
    public static string ThisVersion { get; } = typeof(Uprighter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The wait before an attempt after this one.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    public TimeSpan BackoffAfter(int attempt)
    {
        var longest = TimeSpan.FromMinutes(10);
        var wait = Backoff * Math.Pow(2, Math.Min(attempt - 1, 20));
        return wait < longest ? wait : longest;
    }

    /// <summary>Reports every violation at once.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.InvalidOptions"/></exception>
    public JobSettings Validated()
    {
        _ = Decisions.Validated();
        _ = Writing.Validated();
        var check = new OptionsCheck();
        check.Require(Lease >= TimeSpan.FromSeconds(1) && Lease <= TimeSpan.FromHours(1), "--lease", Lease.TotalSeconds, "1 to 3600 seconds");
        check.Require(Attempts is >= 1 and <= 100, "--attempts", Attempts, "1 to 100");
        check.Require(Backoff >= TimeSpan.Zero && Backoff <= TimeSpan.FromMinutes(10), "--backoff", Backoff.TotalSeconds, "0 to 600 seconds");
        check.Require(TimeLimit >= TimeSpan.FromSeconds(1) && TimeLimit <= TimeSpan.FromDays(1), "--time-limit", TimeLimit.TotalSeconds, "1 to 86400 seconds");
        check.Require(MaxObjectSize >= 1, "--max-object-size", MaxObjectSize, "at least 1 byte");
        check.ThrowIfViolated();
        return this;
    }
}

using System.CommandLine;

namespace Upright.Cli.Fleet;

/// <summary>`upright status`: how far a job is, and what failed.</summary>
internal static class StatusCommand
{
    public const string Examples =
        """
        upright status --nats nats://n1:4222 --job scans
        upright status --job scans --failed
        upright status --job scans --json
        """;

    public static Command Create(ToolStreams streams)
    {
        FleetOptions fleet = new();
        Option<bool> json = new("--json") { Description = "One JSON object." };
        Option<bool> failed = new("--failed") { Description = "Also each picture that was moved aside, with its reason." };
        Command command = new("status", "Says how far a job is.") { json, failed };
        fleet.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var connection = await fleet.ConnectAsync(parsed, cancellationToken);
            var job = await Job.OpenAsync(connection, fleet.Job(parsed), Persistence.OfCommand, cancellationToken);
            var counts = await JobCounts.OfAsync(job, cancellationToken);
            await streams.Answers.WriteLineAsync(parsed.GetValue(json)
                ? ResultDocument.ToLine(counts.ToJson(job.Names.Job))
                : Words.Of($"job {job.Names.Job}: {counts}"));
            if (parsed.GetValue(failed))
            {
                await TellFailuresAsync(job, parsed.GetValue(json), streams, cancellationToken);
            }

            return 0;
        });
        return command;
    }

    private static async Task TellFailuresAsync(Job job, bool json, ToolStreams streams, CancellationToken cancellationToken)
    {
        await foreach (var (outcome, _) in OutcomeReader.ReadAsync(job, job.Names.Failures, cancellationToken: cancellationToken))
        {
            await streams.Answers.WriteLineAsync(json
                ? ResultDocument.ToLine(outcome.Line)
                : $"{outcome.Item.File}: {(string?)outcome.Line["error"]}: {(string?)outcome.Line["message"]}");
        }
    }
}

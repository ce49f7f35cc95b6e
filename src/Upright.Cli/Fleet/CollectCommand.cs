using System.CommandLine;

namespace Upright.Cli.Fleet;

/// <summary>`upright collect`: the ledger and the answers of a job, as a run on one machine would have written them.</summary>
internal static class CollectCommand
{
    public const string Examples =
        """
        upright collect --nats nats://n1:4222 --job scans -o /mnt/share/straight --csv > angles.csv
        upright collect --job scans -o straight/ --no-wait
        """;

    private const string EraseLine = "\r\e[K";

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        FleetOptions fleet = new();
        Option<string> output = new("--output", "-o") { Description = "The folder that the upright pictures are in, or come to; its ledger is written.", HelpName = "folder", Required = true };
        Option<bool> noWait = new("--no-wait") { Description = "Collect what is there now, instead of waiting for the rest." };
        Command command = new("collect", "Writes the ledger and the answers of a job, each picture once. Do it again to go on.") { output, noWait };
        fleet.AddTo(command);
        shared.AddFormatsTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var connection = await fleet.ConnectAsync(parsed, cancellationToken);
            var job = await Job.OpenAsync(connection, fleet.Job(parsed), Persistence.OfCommand, cancellationToken);
            var folder = parsed.GetValue(output)!;
            using var collector = Collector.Open(job, folder);
            await collector.CollectAsync(!parsed.GetValue(noWait), Progress, cancellationToken);
            var worst = Tell(collector, shared.Rows(parsed, streams.Answers), streams);
            return collector.CountMissing() is var missing and > 0
                ? throw new UprightException(UprightError.FileNotFound, $"{missing} outputs are not in '{folder}'. Is it the folder that the workers write to?")
                : worst;
        });
        return command;

        void Progress(int count)
        {
            if (streams.IsTerminal)
            {
                streams.Messages.Write(EraseLine + Words.Of($"{count} collected"));
            }
        }
    }

    private static int Tell(Collector collector, ResultWriter? rows, ToolStreams streams)
    {
        rows?.Begin();
        Dictionary<string, int> kinds = new(StringComparer.Ordinal);
        var (count, worst) = (0, 0);
        foreach (var line in collector.Lines)
        {
            rows?.Write(new PictureResult((string)line["file"]!, Earlier: line));
            var kind = Outcome.KindOf(line);
            kinds[kind] = Of(kind) + 1;
            count++;
            worst = Math.Max(worst, ExitCode((string?)line["error"]));
        }

        rows?.End();
        streams.Messages.WriteLine((streams.IsTerminal ? EraseLine : "") + Words.Of($"{count} pictures: {Of("turn")} turned, {Of("leave")} left, {Of("unsure")} unsure, {Of(Outcome.Failed)} failed"));
        return worst;

        int Of(string kind) => kinds.GetValueOrDefault(kind);
    }

    private static int ExitCode(string? error) => error is null ? 0 : UprightError.Catalogue.FirstOrDefault(entry => entry.Code == error)?.ExitCode ?? 1;
}

using System.CommandLine;
using System.Globalization;

namespace Upright.Cli.Fleet;

/// <summary>`upright work`: does the pictures of a job, beside any number of other workers.</summary>
internal static class WorkCommand
{
    public const string Examples =
        """
        upright work --nats nats://n1:4222,n2,n3 --job scans --root /mnt/share -o /mnt/share/straight
        upright work --job scans --until-done
        """;

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(1);

    /// <summary>How long the pictures in hand may take after a signal to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>How long the process may take after it.</summary>
    public static readonly TimeSpan TerminationTimeout = Grace + TimeSpan.FromSeconds(10);

    public static Command Create(ToolStreams streams)
    {
        SharedOptions shared = new();
        FleetOptions fleet = new();
        Option<string?> output = new("--output", "-o") { Description = "The folder that upright pictures go to; not needed when they go by the object store.", HelpName = "folder" };
        Option<string> root = new("--root") { Description = "The folder that both sides share, as this machine sees it.", HelpName = "folder", DefaultValueFactory = _ => "." };
        Option<bool> untilDone = new("--until-done") { Description = "End when the job has nothing left, instead of waiting for more." };
        Option<bool> quiet = new("--quiet", "-q") { Description = "No line a picture; failures are still told." };
        Command command = new("work", "Does the pictures of a job, beside any number of other workers. SIGTERM or Ctrl-C: finishes what it holds.")
        {
            output, root, untilDone, quiet,
        };
        fleet.AddTo(command);
        shared.AddSpeedTo(command);
        shared.AddModelTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using var connection = await fleet.ConnectAsync(parsed, stop);
            var names = fleet.Job(parsed);
            var (worker, jobs) = (string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}"), shared.Jobs(parsed));
            var results = new TextResults(streams.Answers, streams.Messages, isAlone: false, parsed.GetValue(quiet), verbose: false, streams.Colour);
            using CancellationTokenSource leave = new();
            await using var stopping = stop.Register(() => leave.CancelAfter(Grace));
            var isLast = false;
            while (!isLast && await WaitForAsync(connection, names, streams, stop) is { } job)
            {
                var fixer = await FixerAsync(parsed, job, jobs, stop);
                Delivery delivery = new(job, new Attempt(job.Settings, fixer.FixAsync), fixer.ForgetAsync, worker, Tell);
                await streams.Messages.WriteLineAsync(Words.Of($"working on job {names.Job} as {worker}, {jobs} at a time"));
                isLast = parsed.GetValue(untilDone);
                await new Worker(job, delivery, jobs, endsWhenDone: isLast).WorkAsync(stop, leave.Token);
            }

            return 0;

            void Tell(PictureResult result, string? remark)
            {
                lock (results)
                {
                    results.Write(result);
                    if (remark is not null)
                    {
                        streams.Messages.WriteLine($"upright: {result.File}: {remark}");
                    }
                }
            }
        });
        return command;

        async Task<ItemFixer> FixerAsync(ParseResult parsed, Job job, int jobs, CancellationToken stop)
        {
            var settings = job.Settings;
            // Not disposed: what was left behind at the time limit may still be using it.
            var upright = PictureRun.Load(settings.Decisions with { ModelPath = shared.Model(parsed), Threads = shared.Threads(parsed), Device = shared.Device(parsed), GpuMemory = shared.GpuMemory(parsed) }, jobs);
            RefuseOther(settings, upright.Model);
            return new ItemFixer(
                settings,
                upright,
                new SharedFolder(parsed.GetValue(root)!),
                settings.Results == Carrier.ObjectStore ? null : Output(parsed.GetValue(output)),
                settings.Pictures == Carrier.ObjectStore ? await job.BucketAsync(job.Names.PicturesBucket, stop) : null,
                settings.Results == Carrier.ObjectStore ? await job.BucketAsync(job.Names.ResultsBucket, stop) : null,
                streams);
        }
    }

    private static async Task<Job?> WaitForAsync(FleetConnection connection, JobNames names, ToolStreams streams, CancellationToken stop)
    {
        try
        {
            for (var isTold = false; ; isTold = true)
            {
                if (await Job.FindAsync(connection, names, Persistence.OfWorker, stop) is { } job)
                {
                    return job;
                }

                if (!isTold)
                {
                    await streams.Messages.WriteLineAsync(Words.Of($"waiting for job {names.Job}"));
                }

                await Task.Delay(BetweenChecks, stop);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static SharedFolder Output(string? folder)
    {
        if (folder is null)
        {
            throw new UprightException(UprightError.InvalidOptions, "The job's pictures go to a folder; give --output.");
        }

        OutputFolder.Create(folder);
        return new SharedFolder(folder);
    }

    private static void RefuseOther(JobSettings settings, string model)
    {
        if (settings.Model != model)
        {
            throw new UprightException(UprightError.UnusableModel, $"The job was begun with model {settings.Model}, this worker has {model}.");
        }

        if (settings.Version != JobSettings.ThisVersion)
        {
            throw new UprightException(UprightError.InvalidOptions, $"The job was begun with Upright {settings.Version}, this worker is {JobSettings.ThisVersion}.");
        }
    }
}

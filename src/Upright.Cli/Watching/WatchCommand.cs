using System.CommandLine;

namespace Upright.Cli.Watching;

/// <summary>`upright watch`: fixes what a scanner puts into a folder, until it is stopped.</summary>
internal static class WatchCommand
{
    public const string Examples =
        """
        upright watch scans/ -o straight/
        upright watch scans/ -o straight/ --settle 10 --json
        """;

    public static Command Create(ToolStreams streams)
    {
        Argument<string> folder = new("IN") { Description = "The folder that pictures arrive in, and those below it." };
        Option<string> output = new("--output", "-o") { Description = "Where the upright pictures and the ledger go.", Required = true };
        var settle = Number.Option("--settle", "Seconds without a change after which a file counts as complete.", 2);
        settle.Validators.Add(result =>
        {
            if (result.GetValue(settle) is not (>= 0.1 and <= 3600))
            {
                result.AddError(Words.Of("--settle: 0.1 to 3600 seconds."));
            }
        });
        WritingOptions writing = new();
        SharedOptions shared = new();
        Command command = new("watch", "Fixes every picture that arrives in a folder, once it is complete. Ctrl-C ends; what is done stays done when it starts again.")
        {
            folder, output, settle,
        };
        writing.AddTo(command);
        shared.AddTo(command, withPaths: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            FolderWatch watch = new(parsed.GetValue(folder)!, parsed.GetValue(output)!, TimeSpan.FromSeconds(parsed.GetValue(settle)));
            await watch.RunAsync(
                shared.ToUprightOptions(parsed), writing.ToFixOptions(parsed), shared.Jobs(parsed), shared.Results(parsed, streams, streams.Answers, count: int.MaxValue, isEndless: true), streams, cancellationToken);
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using System.CommandLine.Invocation;
using Upright.Cli.Diagnosis;
using Upright.Cli.Fleet;
using Upright.Cli.Reports;
using Upright.Cli.Review;
using Upright.Cli.Watching;
using Upright.Files;

namespace Upright.Cli;

/// <summary>The command line `upright`.</summary>
internal static class Tool
{
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(2);

    private const string Examples =
        """
        upright detect photo.jpg
        upright fix scan.png -o straight.png --report
        upright fix scans/ -o straight/ --csv > angles.csv
        """;

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code; see docs/errors.md.</returns>
    public static async Task<int> RunAsync(string[] arguments, ToolStreams streams, CancellationToken cancellationToken = default)
    {
        Language.UseOf(arguments);
        if (arguments is ["detect" or "fix" or "watch" or "work", ..])
        {
            NativeLibraries.BeginLoading(); // beside reading the command line: a tenth of a second of the half that a small picture takes
        }

        var detect = DetectCommand.Create(streams);
        var fix = FixCommand.Create(streams);
        var completion = CompletionCommand.Create(streams);
        var enqueue = EnqueueCommand.Create(streams);
        var work = WorkCommand.Create(streams);
        var status = StatusCommand.Create(streams);
        var collect = CollectCommand.Create(streams);
        var report = ReportCommand.Create(streams);
        var review = ReviewCommand.Create(streams);
        var undo = UndoCommand.Create(streams);
        var watch = WatchCommand.Create(streams);
        var doctor = DoctorCommand.Create(streams);
        RootCommand root = new("Tells by how many degrees pictures must be turned clockwise to stand upright, and turns them.")
        {
            detect, fix, undo, watch, report, review, enqueue, work, status, collect, doctor, completion,
        };
        root.Options.Add(Language.Option);
        Translation.Of(root);
        HelpWithExamples.AddTo(root, new Dictionary<Command, string>
        {
            [root] = Examples,
            [detect] = DetectCommand.Examples,
            [fix] = FixCommand.Examples,
            [enqueue] = EnqueueCommand.Examples,
            [work] = WorkCommand.Examples,
            [status] = StatusCommand.Examples,
            [collect] = CollectCommand.Examples,
            [watch] = WatchCommand.Examples,
            [report] = ReportCommand.Examples,
            [review] = ReviewCommand.Examples,
            [undo] = UndoCommand.Examples,
            [doctor] = DoctorCommand.Examples,
            [completion] = CompletionCommand.Examples,
        });
        var parsed = root.Parse(arguments, new ParserConfiguration
        {
            // A file called @options.jpg would otherwise be read as a command line, and a glob brings such names.
            ResponseFileTokenReplacer = null,
        });
        if (parsed.Action is ParseErrorAction)
        {
            WrongCommandLine.Tell(parsed, streams.Messages);
            return WrongCommandLine.ExitCode;
        }

        using StopSignals signals = new(parsed.CommandResult.Command == work ? WorkCommand.TerminationTimeout : TimeToStop, cancellationToken);
        try
        {
            InvocationConfiguration configuration = new()
            {
                Output = streams.Answers, Error = streams.Messages, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            };
            var running = parsed.InvokeAsync(configuration, signals.Token);
            if (await Task.WhenAny(running, signals.Overdue) == running)
            {
                return await running;
            }

            AtomicFile.Abandon(); // an encoder that makes a picture in one call hears nothing
            return signals.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return signals.ExitCode;
        }
        catch (UprightException exception)
        {
            await streams.Messages.WriteLineAsync($"upright: {exception.Error.Code}: {Shown.Line(exception.Message)}");
            return exception.Error.ExitCode;
        }
#pragma warning disable CA1031 // The last place where anything can be told to the user.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var logged = UnexpectedLog.Add(exception, string.Join(' ', arguments));
            await streams.Messages.WriteLineAsync($"upright: {logged.Error.Code}: {logged.Message}");
            return logged.Error.ExitCode;
        }
    }
}

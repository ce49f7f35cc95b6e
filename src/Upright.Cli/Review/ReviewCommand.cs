using System.CommandLine;

namespace Upright.Cli.Review;

/// <summary>`upright review`: a local page on which a person decides.</summary>
internal static class ReviewCommand
{
    public const string Examples =
        """
        upright review straight/
        upright review straight/ --port 8090 --canvas inner
        """;

    public static Command Create(ToolStreams streams)
    {
        Argument<string> folder = new("OUT") { Description = "The output folder of `upright fix FOLDER -o OUT`." };
        Option<int> port = new("--port") { Description = "Without it a free one." };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > 65535)
            {
                result.AddError(Words.Of("--port: 0 to 65535."));
            }
        });
        Option<Canvas?> canvas = new("--canvas") { HelpName = "grow|inner|same", Description = "As for fix; without it as the run had it." };
        Command command = new("review", "Serves a page, to this machine only, with the unsure and least sure pictures first; decisions are carried out and written to the ledger.")
        {
            folder, port, canvas,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = parsed.GetValue(folder)!;
            ReviewQueue queue = new(LedgerLines.Of(run));
            using var ledger = Ledger.Open(run, settings: null);
            using var upright = Uprighter.Create(ReviewDecisions.WithoutLimits(queue.Settings.Decisions));
            using ReviewDecisions decisions = new(upright, ledger, queue, parsed.GetValue(canvas));
            using ReviewServer server = new(new ReviewPages(queue, decisions, Documents.Of(upright)), parsed.GetValue(port));
            await streams.Answers.WriteLineAsync(server.Address);
            await streams.Answers.FlushAsync(cancellationToken);
            await streams.Messages.WriteLineAsync(Words.Of($"{queue.Count} pictures and pages to look at. Open the address in a browser on this machine; Ctrl-C ends."));
            await server.ServeAsync(cancellationToken);
            return 0;
        });
        return command;
    }
}

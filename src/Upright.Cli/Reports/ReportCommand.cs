using System.CommandLine;

namespace Upright.Cli.Reports;

/// <summary>`upright report`: one HTML file about a folder run.</summary>
internal static class ReportCommand
{
    public const string Examples =
        """
        upright report straight/
        upright report straight/ -o report.html --pictures 500
        """;

    public static Command Create(ToolStreams streams)
    {
        Argument<string> folder = new("OUT") { Description = "The output folder of `upright fix FOLDER -o OUT`." };
        Option<string?> output = new("--output", "-o") { Description = "The file to write; without it OUT/report.html." };
        Option<int> pictures = new("--pictures") { Description = "At most so many pictures on each contact sheet.", DefaultValueFactory = _ => 120 };
        pictures.Validators.Add(result =>
        {
            if (result.GetValue(pictures) is < 0 or > 100_000)
            {
                result.AddError(Words.Of("--pictures: 0 to 100000."));
            }
        });
        Command command = new("report", "Writes an HTML file about a folder run: angles, contact sheets, timings, and what was unsure or failed. It needs no other file and no network.")
        {
            folder, output, pictures,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = parsed.GetValue(folder)!;
            var target = parsed.GetValue(output) ?? Path.Combine(run, "report.html");
            var lines = LedgerLines.Of(run);
            var written = target + ".tmp";
            // Pages are drawn by what judges them; the model itself is not asked, and so not waited for.
            Lazy<Uprighter> upright = new(() => Uprighter.BeginCreating(new UprightOptions()));
            try
            {
                await using (StreamWriter html = new(written))
                {
                    new HtmlReport(html, lines, LedgerLines.LeftOut(run), parsed.GetValue(pictures), upright).Write(cancellationToken);
                }

                File.Move(written, target, overwrite: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
            }
            finally
            {
                File.Delete(written);
                if (upright.IsValueCreated)
                {
                    upright.Value.Dispose();
                }
            }

            await streams.Answers.WriteLineAsync(target);
            return 0;
        });
        return command;
    }
}

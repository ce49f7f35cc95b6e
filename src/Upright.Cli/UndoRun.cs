namespace Upright.Cli;

/// <summary>Puts pictures back that were turned in place, each as exactly as it can be, or not at all.</summary>
internal sealed class UndoRun(Uprighter upright, Ledger ledger, bool isDryRun, ToolStreams streams)
{
    // What these did moves pixels, blocks or a tag, and the other way round moves them back.
    private static readonly string[] Exact = ["lossless_quarter", "quarter", "orientation_tag"];

    /// <summary>Whether a line tells of a picture that was replaced.</summary>
    public static bool WasTurnedInPlace(LedgerLine line) =>
        line is { Error: null } && line.DecidedBy != OtherDecision.Undone && line.Target == line.Input
        && (line.Original is not null || line.IsUnmirrored || line.Pages.Append(line).Any(said => said.Method is not (null or "none")));

    /// <summary>Puts back what it can.</summary>
    /// <returns>The highest exit code.</returns>
    public async Task<int> DoAsync(IReadOnlyList<LedgerLine> lines, CancellationToken cancellationToken)
    {
        var (back, worst) = (0, 0);
        foreach (var line in lines)
        {
            try
            {
                await OneAsync(line, cancellationToken);
                back++;
            }
            catch (UprightException exception)
            {
                worst = Math.Max(worst, exception.Error.ExitCode);
                await streams.Messages.WriteLineAsync($"upright: {Shown.Line(line.File)}: {exception.Error.Code}: {Shown.Line(exception.Message)}");
            }
        }

        await streams.Messages.WriteLineAsync(isDryRun
            ? Words.Of($"{back} of {lines.Count} turned pictures would be put back.")
            : Words.Of($"{back} of {lines.Count} turned pictures put back."));
        return worst;
    }

    private async Task OneAsync(LedgerLine line, CancellationToken cancellationToken)
    {
        if (!line.IsCurrent)
        {
            throw new UprightException(UprightError.CannotRead, "It has been changed since it was turned, and stays as it is.");
        }

        var isKept = line.Original is { } kept && File.Exists(kept);
        if (!isKept && (line.IsUnmirrored || !Exact.Contains(line.Method)))
        {
            throw new UprightException(UprightError.FileNotFound, "It was resampled or is a document, and its original was not kept (--keep-originals).");
        }

        if (!isDryRun)
        {
            if (isKept)
            {
                FileCopy.Make(line.Original!, line.Input);
                foreach (var left in KeptSidecars.PutBack(line.Original!, line.Input))
                {
                    await streams.Messages.WriteLineAsync($"upright: {Shown.Line(left)}: {Words.Of("It has been changed since it was turned, and stays as it is.")}");
                }
            }
            else
            {
                var options = line.Settings.Writing with { Turn = -line.CarriedOut, InPlace = true, Format = null, Quality = null, Edge = JpegEdge.Keep, Unmirror = false };
                await upright.FixAsync(line.Input, line.Input, options, cancellationToken);
            }

            ledger.AddUndone(line);
        }

        await streams.Answers.WriteLineAsync($"{Shown.Line(line.File)}: {Words.Of(isDryRun ? "would be put back" : "put back")}{(isKept ? Words.Of($" from {Shown.Line(line.Original!)}") : "")}");
    }
}

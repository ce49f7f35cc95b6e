using Upright.Pages;

namespace Upright.Cli.Review;

/// <summary>Carries out what a person decided, under the run's own settings and always from the input, so that every decision can be made again.</summary>
internal sealed class ReviewDecisions(Uprighter upright, Ledger ledger, ReviewQueue queue, Canvas? canvas) : IDisposable
{
    // One at a time: two decisions about one file must not cross.
    private readonly SemaphoreSlim one = new(1);

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <summary>Options without limits: what the run has taken is taken again.</summary>
    public static UprightOptions WithoutLimits(UprightOptions options) =>
        options with { MaxPixels = 100_000_000_000, MaxFrames = 100_000, MaxPages = 1_000_000, MaxFileSize = long.MaxValue };

    /// <summary>Writes the output turned by an angle, unless it is already, and says so in the ledger.</summary>
    /// <param name="index">The place in the queue.</param>
    /// <param name="angle">Degrees clockwise; zero leaves it as it is.</param>
    /// <param name="wholeDocument">Whether all pages of a page's document are decided so.</param>
    /// <param name="cancellationToken">Stops the work; nothing is changed then.</param>
    /// <exception cref="UprightException">The input has changed since the run, or something in the catalogue went wrong.</exception>
    public async Task CarryOutAsync(int index, Angle angle, bool wholeDocument, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var line = queue.Line(index);
            if (!line.IsCurrent)
            {
                throw new UprightException(UprightError.CannotRead, $"'{line.File}' is not the file any more that the run has seen. Run it again.");
            }

            // What a person sees is carried out whole, whatever part the run was to carry out.
            var settings = line.Settings;
            var writing = settings.Writing with { Only = TurnPart.Whole, Canvas = canvas ?? settings.Writing.Canvas };
            var under = upright.With(WithoutLimits(settings.Decisions));
            // Another canvas than the run's shows only where it is turned by more than quarters.
            var canStay = File.Exists(line.Target) && (writing.Canvas == settings.Writing.Canvas || angle.Residual == 0);
            queue.Replace(queue[index].Page is { } page
                ? await PagesAsync(line, wholeDocument ? null : page, angle, canStay, Documents.Of(under), writing, cancellationToken)
                : await PictureAsync(line, angle, canStay, under, writing, settings.WritesReports, cancellationToken));
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<LedgerLine> PictureAsync(LedgerLine line, Angle angle, bool canStay, Uprighter under, FixOptions writing, bool writesReport, CancellationToken cancellationToken)
    {
        var decision = new OtherDecision(OtherDecision.Reviewer, angle);
        if (canStay && line.IsDone(angle))
        {
            var accepted = line.Json.DeepClone().AsObject();
            decision.WriteTo(accepted);
            return ledger.AddDecision(line, accepted, line.Target);
        }

        var report = await under.FixAsync(line.Input, line.Target, writing with { Turn = angle, SubstitutePath = SubstituteOf(line.Target) }, cancellationToken);
        var target = report.OutputPath ?? line.Target;
        var result = decision.Of(new PictureResult(line.File, report.Estimate, report, Output: target));
        if (writesReport)
        {
            result.Report!.WriteBeside(target);
        }

        return ledger.AddDecision(line, ResultDocument.Of(result), target);
    }

    private async Task<LedgerLine> PagesAsync(LedgerLine line, int? page, Angle angle, bool canStay, DocumentUprighter documents, FixOptions writing, CancellationToken cancellationToken)
    {
        var reviewed = new ReviewedDocument(line, line.Pages.Select(one => one.PageNumber!.Value).Where(number => page is null || number == page).ToHashSet(), angle);
        var report = canStay && reviewed.IsDone
            ? null
            : await documents.FixAsync(line.Input, line.Target, writing with { PageTurns = reviewed.Turns }, null, cancellationToken);
        return ledger.AddDecision(line, reviewed.Line(report), line.Target);
    }

    // Beside it, and never what another picture was written to.
    private static string? SubstituteOf(string target) => OutputTargets.SubstitutesFor([target])[0] switch
    {
        null => null,
        var taken when File.Exists(taken) => target + Path.GetExtension(taken),
        var free => free,
    };
}

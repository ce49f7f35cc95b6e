namespace Upright.Cli.Review;

/// <summary>Carries out what a person decided, always from the input, so that every decision can be made again.</summary>
internal sealed class ReviewDecisions(Uprighter upright, Ledger ledger, ReviewQueue queue, FixOptions options) : IDisposable
{
    // One at a time: two decisions about one picture must not cross.
    private readonly SemaphoreSlim one = new(1);

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    /// <summary>Writes the output turned by an angle and says so in the ledger.</summary>
    /// <param name="index">The picture's place in the queue.</param>
    /// <param name="angle">Degrees clockwise; zero leaves it as it is.</param>
    /// <param name="cancellationToken">Stops the work; nothing is changed then.</param>
    /// <exception cref="UprightException">The input has changed since the run, or something in the catalogue went wrong.</exception>
    public async Task CarryOutAsync(int index, Angle angle, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var line = queue[index];
            if (!line.IsCurrent)
            {
                throw new UprightException(UprightError.CannotRead, $"'{line.File}' is not the file any more that the run has seen. Run it again.");
            }

            var report = await upright.FixAsync(line.Input, line.Target, options with { Turn = angle }, cancellationToken);
            var result = new OtherDecision(OtherDecision.Reviewer, angle).Of(new PictureResult(line.File, report.Estimate, report, Output: line.Target));
            queue[index] = ledger.AddDecision(line, result);
        }
        finally
        {
            one.Release();
        }
    }
}

using System.Text.Json.Nodes;
using Upright.Pages;
using Upright.Server.Errors;
using Upright.Server.Pictures;

namespace Upright.Server.Jobs;

/// <summary>Does the pictures of a job, as many at a time as the service works on; each takes its turn among the requests.</summary>
internal sealed partial class JobRun(PictureWork work, DocumentWork documents, ServerSettings settings, ILogger<JobRun> log)
{
    public async Task DoAsync(Job job, DecisionQuery decide, FixOptions write)
    {
        try
        {
            await Parallel.ForEachAsync(
                job.Pictures,
                new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency, CancellationToken = job.Cancelled },
                async (picture, cancellationToken) =>
                {
                    await DoAsync(job, picture, decide, write, cancellationToken);
                    job.Tell();
                });
        }
        catch (OperationCanceledException)
        {
            // Deleted, expired, or the service stops: nobody waits for it.
        }
        finally
        {
            job.Finish();
        }
    }

    // A picture that fails is a result like any other.
    private async Task DoAsync(Job job, JobPicture picture, DecisionQuery decide, FixOptions write, CancellationToken cancellationToken)
    {
        try
        {
            var (report, output) = await FixAsync(job, picture, decide, write, cancellationToken);
            picture.Succeed(report, output);
            if (cancellationToken.IsCancellationRequested)
            {
                // The job was forgotten a moment ago, before it had this file.
                picture.Dispose();
            }
        }
        catch (UprightException exception)
        {
            var problem = Problems.Of(exception).ProblemDetails;
            picture.Fail(exception.Error.Code, $"{problem.Title} {problem.Detail}".Trim());
        }
        catch (OutOfMemoryException)
        {
            picture.Fail(Refusal.OutOfMemory.Code, Refusal.OutOfMemory.Summary);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnexpected(exception, job.Id, picture.Name);
            picture.Fail(UprightError.Unexpected.Code, $"{UprightError.Unexpected.Summary} The service's log has it under job {job.Id} and this name.");
        }
    }

    private async Task<(JsonObject Report, TemporaryFile Output)> FixAsync(Job job, JobPicture picture, DecisionQuery decide, FixOptions write, CancellationToken cancellationToken)
    {
        using var input = work.Open(picture.Input, decide);
        if (input.Document is null)
        {
            var (report, upright) = await work.FixAsync(input, decide, write, cancellationToken);
            return (report.ToJsonObject(), upright);
        }

        var (pages, document) = await documents.FixAsync(input, decide, write, new JudgedPages(job, picture), cancellationToken);
        return (pages.ToJsonObject(), document);
    }

    [LoggerMessage(LogLevel.Error, "'{Picture}' of job {Job} failed.")]
    private partial void LogUnexpected(Exception exception, string job, string picture);

    private sealed class JudgedPages(Job job, JobPicture document) : IProgress<PageEstimate>
    {
        public void Report(PageEstimate value)
        {
            document.JudgedPages = value.Number;
            job.Tell();
        }
    }
}

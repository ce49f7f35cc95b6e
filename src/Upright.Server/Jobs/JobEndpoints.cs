using System.Net.Mime;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Upright.Server.Description;
using Upright.Server.Errors;
using Upright.Server.Limits;
using Upright.Server.Pictures;

namespace Upright.Server.Jobs;

/// <summary><c>/v1/jobs</c>: many pictures in one request, done one after the other.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder group, ServerSettings settings)
    {
        group.MapPost("/jobs", StartAsync)
            .WithMetadata(new RequestSizeLimitAttribute(settings.MaxJobSize))
            .WithNoOptionsBut(typeof(DecisionQuery), typeof(WritingQuery))
            .WithJobLimits()
            .TakesPictures()
            .WithTags("Jobs").WithName("start-job")
            .WithSummary("Takes many pictures, and answers while they are being done");
        group.MapGet("/jobs/{id}", (string id, JobStore store, ClaimsPrincipal caller) => TypedResults.Ok(store.Get(id, caller.Identity?.Name).Status))
            .WithTags("Jobs").WithName("job").WithSummary("How far a job is").ProducesProblem(UprightError.UnknownJob.HttpStatus);
        group.MapGet("/jobs/{id}/events", Follow)
            .AnswersEvents()
            .WithTags("Jobs").WithName("job-events").WithSummary("Server-sent events: the state now, and whenever a picture is done (`progress`); the stream ends with the job, or with `stopping` when the service stops")
            .ProducesProblem(UprightError.UnknownJob.HttpStatus);
        group.MapGet("/jobs/{id}/results.zip", ZipAsync)
            .WithTags("Jobs").WithName("job-pictures").WithSummary("The upright pictures with their table; parts of it by Range, so that a download goes on where it stopped")
            .AnswersAZip()
            .ProducesProblem(UprightError.UnknownJob.HttpStatus).ProducesProblem(Refusal.JobNotDone.HttpStatus);
        group.MapGet("/jobs/{id}/results.csv", Table)
            .WithTags("Jobs").WithName("job-table").WithSummary("What was found out about the pictures, as the tool's CSV")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(UprightError.UnknownJob.HttpStatus).ProducesProblem(Refusal.JobNotDone.HttpStatus);
        group.MapGet("/jobs/{id}/results.json", Answers)
            .AnswersResults()
            .WithTags("Jobs").WithName("job-answers").WithSummary("What was found out about each picture: `file` and the fields of an estimate, or `error` and `message`")
            .ProducesProblem(UprightError.UnknownJob.HttpStatus).ProducesProblem(Refusal.JobNotDone.HttpStatus);
        group.MapDelete("/jobs/{id}", Delete)
            .WithTags("Jobs").WithName("delete-job").WithSummary("Stops a job and forgets its pictures and results").ProducesProblem(UprightError.UnknownJob.HttpStatus);
    }

    private static async Task<Accepted<JobStatus>> StartAsync(
        HttpContext context,
        [AsParameters] DecisionQuery decide,
        [AsParameters] WritingQuery write,
        JobStore store,
        JobRun run,
        PictureWork work,
        TemporaryFolder folder,
        ServerSettings settings,
        CancellationToken cancellationToken)
    {
        var options = write.ToOptions();
        work.Check(decide);
        var caller = Callers.Of(context);
        store.CheckRoom(caller);
        var pictures = await ReceiveAsync(context.Request, folder, settings, cancellationToken);
        var job = Added();
        _ = run.DoAsync(job, decide, options);
        return TypedResults.Accepted($"/v1/jobs/{job.Id}", job.Status);

        Job Added()
        {
            try
            {
                return store.Add(context.User.Identity?.Name, caller, pictures);
            }
            catch (RefusedException)
            {
                pictures.ForEach(picture => picture.Dispose());
                throw;
            }
        }
    }

    private static async Task<List<JobPicture>> ReceiveAsync(HttpRequest request, TemporaryFolder folder, ServerSettings settings, CancellationToken cancellationToken)
    {
        var names = new PictureNames();
        var pictures = new List<JobPicture>();
        try
        {
            await foreach (var (name, file) in Upload.ReceiveAllAsync(request, folder, settings.MaxFileSize, cancellationToken))
            {
                pictures.Add(new JobPicture(names.Safe(name), file));
                if (pictures.Count > settings.MaxJobPictures)
                {
                    throw new UprightException(UprightError.FileTooLarge, $"A job has at most {settings.MaxJobPictures} pictures.");
                }
            }

            return pictures.Count > 0 ? pictures : throw new UprightException(UprightError.EmptyFile, "The form has no picture.");
        }
        catch
        {
            pictures.ForEach(picture => picture.Dispose());
            throw;
        }
    }

    private static ServerSentEventsResult<JobStatus> Follow(
        string id, JobStore store, ClaimsPrincipal caller, IHostApplicationLifetime lifetime, HttpContext context)
    {
        // Followers must not keep the service from stopping.
        var end = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, context.RequestAborted);
        context.Response.RegisterForDispose(end);
        return TypedResults.ServerSentEvents(JobEvents.Of(store.Get(id, caller.Identity?.Name), lifetime.ApplicationStopping, end.Token));
    }

    private static Job Done(string id, JobStore store, ClaimsPrincipal caller)
    {
        var job = store.Get(id, caller.Identity?.Name);
        return job.Status.State == JobState.Done ? job : throw new RefusedException(Refusal.JobNotDone);
    }

    private static async Task<PhysicalFileHttpResult> ZipAsync(string id, JobStore store, ClaimsPrincipal caller, TemporaryFolder folder)
    {
        var job = Done(id, store, caller);
        var zip = await job.ZipAsync(() => JobZip.WriteAsync(job, folder));
        return TypedResults.PhysicalFile(
            zip.Path, MediaTypeNames.Application.Zip, "upright.zip", File.GetLastWriteTimeUtc(zip.Path), new EntityTagHeaderValue($"\"{job.Id}\""), enableRangeProcessing: true);
    }

    private static ContentHttpResult Table(string id, JobStore store, ClaimsPrincipal caller) =>
        TypedResults.Text(JobTable.Of(Done(id, store, caller)), "text/csv; charset=utf-8");

    private static Ok<IEnumerable<JsonObject>> Answers(string id, JobStore store, ClaimsPrincipal caller) =>
        TypedResults.Ok(Done(id, store, caller).Pictures.Select(picture => picture.Result!));

    private static NoContent Delete(string id, JobStore store, ClaimsPrincipal caller)
    {
        store.Remove(store.Get(id, caller.Identity?.Name));
        return TypedResults.NoContent();
    }
}

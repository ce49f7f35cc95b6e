using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Upright.Server.Jobs;

/// <summary>Many pictures that one request brought, and how far they are.</summary>
internal sealed class Job(string? owner, string caller, IReadOnlyList<JobPicture> pictures, DateTimeOffset expires) : IDisposable
{
    private readonly CancellationTokenSource cancellation = new();
    private TaskCompletionSource changed = NewSignal();
    private readonly Lock zipping = new();
    private Task<TemporaryFile>? zip;
    private volatile bool isDone;

    /// <summary>Cannot be guessed: whoever has it may fetch the results.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The name of the key that brought it; null where there are no keys.</summary>
    public string? Owner => owner;

    /// <summary>Who brought it, as shares are counted.</summary>
    public string Caller => caller;

    public bool IsDone => isDone;

    public IReadOnlyList<JobPicture> Pictures => pictures;

    public DateTimeOffset Expires => expires;

    public CancellationToken Cancelled => cancellation.Token;

    public JobStatus Status
    {
        get
        {
            var results = pictures.Select(picture => picture.Result).OfType<System.Text.Json.Nodes.JsonObject>().ToList();
            int Count(string decision) => results.Count(result => (string?)result["decision"] == decision);
            return new JobStatus(
                Id, isDone ? JobState.Done : JobState.Running, pictures.Count, results.Count, Count("turn"), Count("leave"), Count("unsure"), results.Count(result => result.ContainsKey("error")), pictures.Sum(picture => picture.JudgedPages), expires);
        }
    }

    /// <summary>Tells those who follow that a picture is done.</summary>
    public void Tell() => Interlocked.Exchange(ref changed, NewSignal()).SetResult();

    /// <summary>Tells those who follow that all are done.</summary>
    public void Finish()
    {
        isDone = true;
        Tell();
    }

    /// <summary>The state now and after each change, until it is done. Changes that come faster than they are read are told as one.</summary>
    public async IAsyncEnumerable<JobStatus> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            var status = Status;
            yield return status;
            if (status.State == JobState.Done)
            {
                yield break;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The file with all results: written when it is first asked for, and once.</summary>
    public Task<TemporaryFile> ZipAsync(Func<Task<TemporaryFile>> write)
    {
        lock (zipping)
        {
            return zip is null or { IsFaulted: true } or { IsCanceled: true } ? zip = write() : zip;
        }
    }

    /// <summary>Stops what goes on and drops the files.</summary>
    public void Dispose()
    {
        cancellation.Cancel();
        foreach (var picture in pictures)
        {
            picture.Dispose();
        }

        // One that is still being written goes by itself: its writing is cancelled.
        if (zip is { IsCompletedSuccessfully: true })
        {
            zip.Result.Dispose();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

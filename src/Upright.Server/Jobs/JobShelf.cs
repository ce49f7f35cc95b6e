using System.Collections.Concurrent;

namespace Upright.Server.Jobs;

/// <summary>The jobs that are kept: in memory, their files in the temporary folder. They end with the process.</summary>
internal sealed class JobShelf(ServerSettings settings, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Job> jobs = new();

    /// <summary>Whether another job would be kept.</summary>
    public bool HasRoom => jobs.Count < settings.MaxJobs;

    /// <summary>Keeps a job until it expires.</summary>
    public Job Add(string? owner, IReadOnlyList<JobPicture> pictures)
    {
        var job = new Job(owner, pictures, time.GetUtcNow() + settings.JobExpiry);
        jobs[job.Id] = job;
        return job;
    }

    /// <summary>The job of a name, if it is the caller's.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.UnknownJob"/></exception>
    public Job Get(string id, string? owner) =>
        jobs.TryGetValue(id, out var job) && job.Owner == owner ? job : throw new UprightException(UprightError.UnknownJob);

    /// <summary>Stops a job and forgets it.</summary>
    public void Remove(Job job)
    {
        if (jobs.TryRemove(job.Id, out _))
        {
            job.Dispose();
        }
    }

    /// <summary>Forgets what has expired.</summary>
    public void Expire()
    {
        foreach (var job in jobs.Values.Where(job => job.Expires <= time.GetUtcNow()))
        {
            Remove(job);
        }
    }

    public void Dispose()
    {
        foreach (var job in jobs.Values)
        {
            Remove(job);
        }
    }
}

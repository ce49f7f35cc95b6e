using System.Collections.Concurrent;
using Upright.Server.Errors;
using Upright.Server.Limits;

namespace Upright.Server.Jobs;

/// <summary>The jobs that are kept: in memory, their files in the temporary folder. They end with the process.</summary>
internal sealed class JobStore(ServerSettings settings, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, Job> jobs = new();
    private readonly Lock adding = new();

    /// <summary>Refuses a caller for whom no other job would be kept, before the pictures are sent and again when they are here.</summary>
    /// <exception cref="RefusedException">As many run as may run, of all callers or of this one.</exception>
    public void CheckRoom(string caller)
    {
        var running = jobs.Values.Where(job => !job.IsDone).ToList();
        if (running.Count >= settings.MaxJobs || running.Count(job => job.Caller == caller) >= WorkPlaces.ShareOf(settings.MaxJobs))
        {
            throw new RefusedException(Refusal.TooBusy);
        }
    }

    /// <summary>Keeps a job until it expires, or until it is the oldest of too many that are done.</summary>
    /// <exception cref="RefusedException">Others were faster, and there is no room any more.</exception>
    public Job Add(string? owner, string caller, IReadOnlyList<JobPicture> pictures)
    {
        lock (adding)
        {
            CheckRoom(caller);
            var job = new Job(owner, caller, pictures, time.GetUtcNow() + settings.JobExpiry);
            jobs[job.Id] = job;
            foreach (var old in jobs.Values.Where(one => one.IsDone).OrderByDescending(one => one.Expires).Skip(settings.MaxDoneJobs))
            {
                Remove(old);
            }

            return job;
        }
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

using Upright.Server.Errors;

namespace Upright.Server.Limits;

/// <summary>
/// Places for what is worked on and what waits for it. They are taken when a picture has arrived whole: whoever sends slowly
/// holds none. No caller gets the last quarter of them alone.
/// </summary>
internal sealed class WorkPlaces(ServerSettings settings)
{
    private readonly Lock counting = new();
    private readonly Dictionary<string, int> byCaller = new(StringComparer.Ordinal);
    private readonly int all = settings.Concurrency + settings.Queue;
    private int taken;

    /// <summary>Takes a place.</summary>
    /// <returns>To be disposed when the work is done.</returns>
    /// <exception cref="RefusedException">All are taken, or all of the caller's.</exception>
    public IDisposable Enter(HttpContext context)
    {
        var caller = Callers.Of(context);
        lock (counting)
        {
            var own = byCaller.GetValueOrDefault(caller);
            if (taken >= all || own >= ShareOf(all))
            {
                throw new RefusedException(Refusal.TooBusy);
            }

            (byCaller[caller], taken) = (own + 1, taken + 1);
        }

        return new Place(this, caller);
    }

    /// <summary>How much of something one caller may have, so that there is some for others.</summary>
    public static int ShareOf(int all) => Math.Max(1, all - (all / 4));

    private void Leave(string caller)
    {
        lock (counting)
        {
            taken--;
            if (--byCaller[caller] == 0)
            {
                byCaller.Remove(caller);
            }
        }
    }

    private sealed class Place(WorkPlaces places, string caller) : IDisposable
    {
        public void Dispose() => places.Leave(caller);
    }
}

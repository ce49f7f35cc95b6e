using NATS.Client.ObjectStore;

namespace Upright.Cli.Fleet;

/// <summary>Pictures in the object store.</summary>
internal static class StoredPicture
{
    /// <summary>How long one may take on its way.</summary>
    public static readonly TimeSpan TransferTime = TimeSpan.FromMinutes(10);

    /// <summary>Writes a picture to a stream; its hash is compared at the end.</summary>
    /// <exception cref="UprightException">It is not there.</exception>
    public static async Task FetchAsync(INatsObjStore bucket, WorkItem item, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            await bucket.GetAsync(item.Id, target, leaveOpen: true, cancellationToken);
        }
        catch (NatsObjNotFoundException exception)
        {
            throw new UprightException(UprightError.FileNotFound, "It is not in the object store.", exception);
        }
    }
}

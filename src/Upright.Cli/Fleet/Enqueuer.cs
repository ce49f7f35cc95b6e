using System.Security.Cryptography;
using NATS.Client.ObjectStore;
using Upright.Files;

namespace Upright.Cli.Fleet;

/// <summary>Puts pictures into a job.</summary>
/// <param name="job">The job.</param>
/// <param name="root">The folder that workers share, when pictures go by path.</param>
/// <param name="bucket">Where pictures go, when they go by the object store.</param>
internal sealed class Enqueuer(Job job, string root, INatsObjStore? bucket)
{
    /// <summary>Puts one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="output">Where it goes below the output folder, with /.</param>
    /// <param name="substitute">Where it goes instead if it must be encoded and its format is not written.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Whether it is new: neither there already nor done.</returns>
    /// <exception cref="UprightException">It is missing, too large, or not in the shared folder.</exception>
    public async Task<bool> PutAsync(InputPicture picture, string output, string? substitute, CancellationToken cancellationToken)
    {
        FileInfo file = new(picture.Path);
        if (!file.Exists)
        {
            throw new UprightException(Directory.Exists(picture.Path) ? UprightError.IsADirectory : UprightError.FileNotFound);
        }

        var item = new WorkItem(picture.Path, file.FullName, output, file.Length, file.LastWriteTimeUtc, null, null, substitute);
        if (bucket is null)
        {
            return await job.PutAsync(item with { SharedPath = SharedFolder.Below(root, file.FullName) }, cancellationToken);
        }

        if (file.Length > job.Settings.MaxObjectSize)
        {
            throw new UprightException(UprightError.FileTooLarge, $"It has {file.Length} bytes, the limit of the object store is {job.Settings.MaxObjectSize} (--max-object-size).");
        }

        await using var opened = InputFile.Open(picture.Path);
        item = item with { Sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(opened, cancellationToken)) };
        if (await job.HasItemAsync(item.Id, cancellationToken))
        {
            return false;
        }

        await UploadAsync(bucket, item, opened, cancellationToken);
        return await job.PutAsync(item, cancellationToken);
    }

    private static async Task UploadAsync(INatsObjStore bucket, WorkItem item, FileStream file, CancellationToken cancellationToken)
    {
        var stored = await Persistence.OfCommand.DoAsync(
            async stop =>
            {
                file.Position = 0; // again, after a failure
                return await bucket.PutAsync(item.Id, file, leaveOpen: true, stop);
            },
            cancellationToken,
            StoredPicture.TransferTime);
        var hash = Convert.ToHexStringLower(Convert.FromBase64String(stored.Digest!["SHA-256=".Length..].Replace('-', '+').Replace('_', '/')));
        if (hash != item.Sha256)
        {
            throw new UprightException(UprightError.CannotRead, "It changed while it was read.");
        }
    }
}

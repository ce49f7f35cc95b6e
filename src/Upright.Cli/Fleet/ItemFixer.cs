using NATS.Client.ObjectStore;
using Upright.Files;

namespace Upright.Cli.Fleet;

/// <summary>Does one item: fetches the picture, writes it upright, brings the output to its place.</summary>
/// <param name="settings">The job's settings.</param>
/// <param name="upright">The loaded model.</param>
/// <param name="shared">Where pictures lie, when they go by path.</param>
/// <param name="output">Where outputs go, unless they go by the object store.</param>
/// <param name="pictures">The bucket of pictures, when they go by the object store.</param>
/// <param name="results">The bucket of outputs, when they go by the object store.</param>
/// <param name="streams">The tool's streams.</param>
internal sealed class ItemFixer(
    JobSettings settings, Uprighter upright, SharedFolder shared, SharedFolder? output, INatsObjStore? pictures, INatsObjStore? results, ToolStreams streams)
{
    /// <summary>Does it. Doing it twice, here and elsewhere, writes the same bytes to the same place.</summary>
    /// <exception cref="UprightException">Something in the catalogue went wrong; nothing was written.</exception>
    public async Task<PictureResult> FixAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var scratch = Directory.CreateTempSubdirectory("upright-work-");
        try
        {
            var input = pictures is null
                ? shared.Resolve(item.SharedPath ?? throw new UprightException(UprightError.InvalidOptions, "The item has no path."))
                : await FetchAsync(pictures, item, Path.Combine(scratch.FullName, "input"), cancellationToken);
            string Place(string below) => results is null ? output!.Resolve(below) : Path.Combine(scratch.FullName, "output" + Path.GetExtension(below));
            var target = Place(item.Output);
            var writing = settings.Writing with { SubstitutePath = item.Substitute is null ? null : Place(item.Substitute) };
            var result = await PictureFixer.FixAsync(upright, new InputPicture(input, item.Output), target, writing, writesReport: false, streams, cancellationToken);
            if (results is not null)
            {
                await StoreAsync(results, item, result.Output ?? target, cancellationToken);
            }

            return result with { File = item.File, Output = result.Report?.OutputPath is null ? item.Output : item.Substitute };
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>Makes room in the object store for the pictures to come. A picture that failed stays, so that it can be tried again.</summary>
    public async Task ForgetAsync(WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            await (pictures?.DeleteAsync(item.Id, cancellationToken) ?? default);
        }
        catch (Exception exception) when (Persistence.IsPassing(exception) || exception is NatsObjNotFoundException)
        {
            // It stays until the job is removed.
        }
    }

    private static async Task<string> FetchAsync(INatsObjStore bucket, WorkItem item, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await StoredPicture.FetchAsync(bucket, item, file, cancellationToken);
        return path;
    }

    private async Task StoreAsync(INatsObjStore bucket, WorkItem item, string path, CancellationToken cancellationToken)
    {
        var bytes = new FileInfo(path).Length;
        if (bytes > settings.MaxObjectSize)
        {
            throw new UprightException(UprightError.FileTooLarge, $"The upright picture has {bytes} bytes, the limit of the object store is {settings.MaxObjectSize} (--max-object-size).");
        }

        await using var file = InputFile.Open(path);
        await bucket.PutAsync(item.Id, file, leaveOpen: true, cancellationToken);
    }
}

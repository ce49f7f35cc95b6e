using System.IO.Compression;

namespace Upright.Server.Jobs;

/// <summary>The upright pictures of a job and their table as one ZIP file.</summary>
internal static class JobZip
{
    /// <summary>Writes it to a new file.</summary>
    public static async Task<TemporaryFile> WriteAsync(Job job, TemporaryFolder folder) =>
        (await folder.WriteAsync(async path =>
        {
            await using var target = File.Create(path);
            await WriteAsync(job, target, job.Cancelled);
            return target.Name;
        })).File;

    private static async Task WriteAsync(Job job, Stream target, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var names = new PictureNames();
        foreach (var picture in job.Pictures.Where(picture => picture.Output is not null))
        {
            // Pictures are compressed already.
            await using var entry = await zip.CreateEntry(names.Safe(picture.Name), CompressionLevel.NoCompression).OpenAsync(cancellationToken);
            await using var file = File.OpenRead(picture.Output!.Path);
            await file.CopyToAsync(entry, cancellationToken);
        }

        await using var table = await zip.CreateEntry(names.Safe("angles.csv")).OpenAsync(cancellationToken);
        await table.WriteAsync(System.Text.Encoding.UTF8.GetBytes(JobTable.Of(job)), cancellationToken);
    }
}

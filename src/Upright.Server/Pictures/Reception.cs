using Upright.Pages;
using Upright.Server.Errors;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary>Takes the one picture or document of a request in, and a place for the work on it.</summary>
internal sealed class Reception(TemporaryFolder folder, WorkPlaces places, ServerSettings settings)
{
    /// <summary>Waits until it is here whole.</summary>
    /// <exception cref="UprightException">There is none, more than one, it is too large, or it stopped half way.</exception>
    /// <exception cref="RefusedException">There is no place for it.</exception>
    public async Task<ReceivedPicture> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var file = await Upload.ReceiveAsync(request, folder, settings.MaxFileSize, cancellationToken);
        try
        {
            // The place last: nothing that fails may keep it.
            var document = DocumentFormats.Identify(file.Path);
            return new ReceivedPicture(file, places.Enter(request.HttpContext), document);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}

/// <summary>A picture or document that is here whole and may be worked on; its file and its place are given up together.</summary>
/// <param name="file">Where it lies.</param>
/// <param name="place">Its place of work.</param>
/// <param name="document">What kind of document it is; null for a picture.</param>
internal sealed class ReceivedPicture(TemporaryFile file, IDisposable place, DocumentFormat? document) : IDisposable
{
    public TemporaryFile File => file;

    public DocumentFormat? Document => document;

    public void Dispose()
    {
        place.Dispose();
        file.Dispose();
    }
}

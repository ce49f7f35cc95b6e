using Upright.Server.Errors;
using Upright.Server.Limits;

namespace Upright.Server.Pictures;

/// <summary>Takes the one picture or document of a request in, and a place for the work on it.</summary>
internal sealed class Reception(TemporaryFolder folder, WorkPlaces places, PictureWork work, ServerSettings settings)
{
    /// <summary>Waits until it is here whole.</summary>
    /// <exception cref="UprightException">There is none, more than one, it is too large, or it stopped half way.</exception>
    /// <exception cref="RefusedException">There is no place for it.</exception>
    public async Task<ReceivedPicture> ReceiveAsync(HttpRequest request, DecisionQuery decide, CancellationToken cancellationToken)
    {
        var file = await Upload.ReceiveAsync(request, folder, settings.MaxFileSize, cancellationToken);
        OpenedInput? input = null;
        try
        {
            // The place last: nothing that fails may keep it.
            input = work.Open(file, decide);
            return new ReceivedPicture(file, input, places.Enter(request.HttpContext));
        }
        catch
        {
            input?.Dispose();
            file.Dispose();
            throw;
        }
    }
}

/// <summary>A picture or document that is here whole and may be worked on; its file and its place are given up together.</summary>
/// <param name="file">Where it lies.</param>
/// <param name="input">The same, open.</param>
/// <param name="place">Its place of work.</param>
internal sealed class ReceivedPicture(TemporaryFile file, OpenedInput input, IDisposable place) : IDisposable
{
    public OpenedInput Input => input;

    /// <summary>What its sender calls it; null where it came without a name.</summary>
    public string? GivenName => file.GivenName;

    public void Dispose()
    {
        place.Dispose();
        input.Dispose();
        file.Dispose();
    }
}

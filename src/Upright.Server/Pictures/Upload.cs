using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Upright.Files;

namespace Upright.Server.Pictures;

/// <summary>
/// Takes pictures out of a request's body and lays each in a temporary file, chunk by chunk: however large it is and however
/// slowly it comes, it costs no memory.
/// </summary>
internal static class Upload
{
    /// <summary>What multipart boundaries and headers may add to the bytes of a picture.</summary>
    public const int Envelope = 64 << 10;

    /// <summary>The one picture of a request: its body, or the one file of a form. What the Content-Type says of a picture is not looked at.</summary>
    /// <exception cref="UprightException">There is none, more than one, it is too large, or it stopped half way.</exception>
    public static async Task<TemporaryFile> ReceiveAsync(HttpRequest request, TemporaryFolder folder, long limit, CancellationToken cancellationToken)
    {
        if (Boundary(request) is not { } boundary)
        {
            return await SaveAsync(request.Body, folder, limit, cancellationToken);
        }

        TemporaryFile? picture = null;
        try
        {
            await foreach (var (_, file) in FilesAsync(request.Body, boundary, folder, limit, cancellationToken))
            {
                if (picture is not null)
                {
                    file.Dispose();
                    throw new UprightException(UprightError.InvalidOptions, "The form has more than one picture; /v1/jobs takes many.");
                }

                picture = file;
            }

            return picture ?? throw new UprightException(UprightError.EmptyFile, "The form has no picture.");
        }
        catch
        {
            picture?.Dispose();
            throw;
        }
    }

    /// <summary>Every file of a form, with the name it was given there, which may be anything.</summary>
    /// <exception cref="UprightException">It is no form, a file is too large, or it stopped half way.</exception>
    public static IAsyncEnumerable<(string Name, TemporaryFile File)> ReceiveAllAsync(
        HttpRequest request, TemporaryFolder folder, long limit, CancellationToken cancellationToken) =>
        Boundary(request) is { } boundary
            ? FilesAsync(request.Body, boundary, folder, limit, cancellationToken)
            : throw new UprightException(UprightError.CannotRead, "Many pictures come as a form: multipart/form-data.");

    private static async IAsyncEnumerable<(string Name, TemporaryFile File)> FilesAsync(
        Stream body, string boundary, TemporaryFolder folder, long limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, body);
        while (await Reading(() => reader.ReadNextSectionAsync(cancellationToken)) is { } section)
        {
            var file = section.AsFileSection()
                ?? throw new UprightException(UprightError.InvalidOptions, "A form holds pictures only; options go into the query.");
            var saved = await SaveAsync(section.Body, folder, limit, cancellationToken);
            yield return (file.FileName, saved.Called(file.FileName));
        }
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 } boundary
                ? boundary
                : throw new UprightException(UprightError.CannotRead, "The form has no boundary.")
            : null;

    private static async Task<TemporaryFile> SaveAsync(Stream body, TemporaryFolder folder, long limit, CancellationToken cancellationToken)
    {
        var file = folder.NewFile();
        try
        {
            await using var target = file.Create();
            var chunk = new byte[1 << 16];
            int read;
            while ((read = await Reading(() => body.ReadAsync(chunk, cancellationToken).AsTask())) > 0)
            {
                if (target.Length + read > limit)
                {
                    throw TooLarge(limit);
                }

                await target.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
            }

            return file;
        }
        catch (Exception exception)
        {
            file.Dispose();
            if (AtomicFile.IsRefusal(exception))
            {
                throw new UprightException(UprightError.CannotWrite, exception.Message, exception);
            }

            throw;
        }
    }

    /// <summary>A step of reading the body; what goes wrong there is the sender's, not the disk's.</summary>
    private static async Task<T> Reading<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new UprightException(UprightError.FileTooLarge, innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new UprightException(UprightError.CannotRead, "The body stopped half way, or is not what its headers say.", exception);
        }
    }

    private static UprightException TooLarge(long limit) => new(UprightError.FileTooLarge, $"The limit is {limit} bytes.");
}

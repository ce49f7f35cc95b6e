using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Upright.Server.Jobs;

namespace Upright.Server.Pictures;

/// <summary>A file as the answer: it is the body, or, where the caller accepts a form, a part of that beside what was found out.</summary>
/// <param name="file">Stays the caller's.</param>
/// <param name="mediaType">What it is.</param>
/// <param name="part">What its part of the form is called.</param>
/// <param name="ending">The ending of its name.</param>
/// <param name="givenName">What its sender called the picture that came; null without a name.</param>
internal sealed class FileAnswer(TemporaryFile file, string mediaType, string part, string ending, string? givenName)
{
    private const string Form = "multipart/form-data";

    /// <summary>Writes the answer; its headers are set already.</summary>
    public async Task WriteAsync<T>(HttpContext context, T metadata)
    {
        context.Response.Headers.Vary = "Accept";
        if (context.Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase)))
        {
            await WriteFormAsync(context, metadata);
            return;
        }

        context.Response.ContentType = mediaType;
        // Both forms of the name: filename for old programs, filename* for all letters (RFC 6266).
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.ContentLength = new FileInfo(file.Path).Length;
        await context.Response.SendFileAsync(file.Path, context.RequestAborted);
    }

    private string Name => Path.ChangeExtension(new PictureNames().Safe(givenName ?? part), ending);

    private async Task WriteFormAsync<T>(HttpContext context, T metadata)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        using var form = new MultipartFormDataContent();
        using var json = JsonContent.Create(metadata, options: options);
        await using var stream = File.OpenRead(file.Path);
        using var body = new StreamContent(stream);
        body.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        form.Add(json, "metadata");
        form.Add(body, part, Name);
        context.Response.ContentType = form.Headers.ContentType!.ToString();
        await form.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Upright.Server.Pictures;

/// <summary>The answer with an upright picture: the picture with the angle in headers, or a form that also has the metadata.</summary>
/// <param name="report">What was found out and done.</param>
/// <param name="picture">The picture; gone when the answer is written.</param>
/// <param name="withLooks">Whether the metadata tells what the network saw.</param>
internal sealed class FixedPicture(UprightReport report, TemporaryFile picture, bool withLooks) : IResult
{
    private const string Form = "multipart/form-data";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (picture)
        {
            var response = httpContext.Response;
            WriteHeaders(response.Headers);
            if (WantsForm(httpContext.Request))
            {
                await WriteFormAsync(httpContext);
                return;
            }

            response.ContentType = report.OutputFormat.MediaType();
            response.ContentLength = new FileInfo(picture.Path).Length;
            await response.SendFileAsync(picture.Path, httpContext.RequestAborted);
        }
    }

    private static bool WantsForm(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase));

    private void WriteHeaders(IHeaderDictionary headers)
    {
        headers["Upright-Angle"] = Number(report.Estimate.Angle.Degrees, "0.000");
        headers["Upright-Confidence"] = Number(report.Estimate.Confidence, "0.0000");
        headers["Upright-Decision"] = Name(report.Estimate.Decision);
        headers["Upright-Method"] = Name(report.Method);
        headers["Upright-Turned"] = Number(report.Turned.Degrees, "0.000");
        headers.Vary = "Accept";
    }

    private async Task WriteFormAsync(HttpContext context)
    {
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        using var form = new MultipartFormDataContent();
        using var metadata = JsonContent.Create(ReportDocument.Of(report).With(withLooks ? report.Estimate : null), options: json);
        await using var stream = File.OpenRead(picture.Path);
        using var body = new StreamContent(stream);
        body.Headers.ContentType = new MediaTypeHeaderValue(report.OutputFormat.MediaType());
        form.Add(metadata, "metadata");
        form.Add(body, "picture", $"picture{report.OutputFormat.Extension()}");
        context.Response.ContentType = form.Headers.ContentType!.ToString();
        await form.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    // As in JSON, without its quotes.
    private static string Name<T>(T value)
        where T : struct, Enum => JsonSerializer.Serialize(value).Trim('"');
}

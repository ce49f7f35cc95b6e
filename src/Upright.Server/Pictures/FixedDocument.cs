using System.Globalization;
using Upright.Pages;

namespace Upright.Server.Pictures;

/// <summary>The answer with a document whose pages are upright: the document with a summary in headers, or a form that also tells of each page.</summary>
/// <param name="report">What was found out and done.</param>
/// <param name="document">The document; gone when the answer is written.</param>
/// <param name="givenName">What its sender called it.</param>
internal sealed class FixedDocument(DocumentReport report, TemporaryFile document, string? givenName) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (document)
        {
            var fields = DocumentFields.Of(report);
            var headers = httpContext.Response.Headers;
            headers["Upright-Decision"] = HeaderNames.Of(fields.Decision);
            headers["Upright-Pages"] = Number(fields.Pages.Length);
            headers["Upright-Turned-Pages"] = Number(fields.TurnedPages!.Value);
            await new FileAnswer(document, report.Format.MediaType(), "document", $".{fields.Format}", givenName).WriteAsync(httpContext, fields);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

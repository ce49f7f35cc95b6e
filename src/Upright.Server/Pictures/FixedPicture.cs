using System.Globalization;

namespace Upright.Server.Pictures;

/// <summary>The answer with an upright picture: the picture with the angle in headers, or a form that also has the metadata.</summary>
/// <param name="report">What was found out and done.</param>
/// <param name="picture">The picture; gone when the answer is written.</param>
/// <param name="givenName">What its sender called it.</param>
/// <param name="withViews">Whether the metadata tells what the network saw.</param>
internal sealed class FixedPicture(UprightReport report, TemporaryFile picture, string? givenName, bool withViews) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (picture)
        {
            WriteHeaders(httpContext.Response.Headers);
            await new FileAnswer(picture, report.OutputFormat.MediaType(), "picture", report.OutputFormat.Extension(), givenName)
                .WriteAsync(httpContext, ReportDocument.Of(report).With(withViews ? report.Estimate : null));
        }
    }

    private void WriteHeaders(IHeaderDictionary headers)
    {
        headers["Upright-Angle"] = Number(report.Estimate.Angle.Degrees, "0.000");
        headers["Upright-Confidence"] = Number(report.Estimate.Confidence, "0.0000");
        headers["Upright-Decision"] = HeaderNames.Of(report.Estimate.Decision);
        headers["Upright-Method"] = HeaderNames.Of(report.Method);
        headers["Upright-Turned"] = Number(report.Turned.Degrees, "0.000");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

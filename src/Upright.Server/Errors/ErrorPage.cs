using System.Globalization;
using System.Text;
using Markdig;

namespace Upright.Server.Errors;

/// <summary>The page that problems lead to: as it is written for programs, rendered for browsers.</summary>
internal static class ErrorPage
{
    private const string Address = "/docs/errors.md";

    private static readonly CompositeFormat Frame = CompositeFormat.Parse(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>Upright: errors</title><link rel="icon" href="../favicon.svg">
        <link rel="stylesheet" href="../css/page.css"><link rel="stylesheet" href="../css/prose.css"></head><body><main class="prose">{0}</main></body></html>
        """);

    public static void UseErrorPage(this WebApplication app)
    {
        var page = new Lazy<string>(() => Rendered(app.Environment.WebRootFileProvider.GetFileInfo(Address)));
        app.Use(async (context, next) =>
        {
            context.Response.Headers.Vary = context.Request.Path == Address ? "Accept" : context.Response.Headers.Vary;
            if (context.Request.Path != Address || !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            {
                await next(context);
                return;
            }

            await Results.Content(page.Value, "text/html; charset=utf-8").ExecuteAsync(context);
        });
    }

    private static string Rendered(Microsoft.Extensions.FileProviders.IFileInfo file)
    {
        using var text = new StreamReader(file.CreateReadStream());
        var pipeline = new MarkdownPipelineBuilder().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).DisableHtml().Build();
        return string.Format(CultureInfo.InvariantCulture, Frame, Markdown.ToHtml(text.ReadToEnd(), pipeline));
    }
}

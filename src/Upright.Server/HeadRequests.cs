using Microsoft.AspNetCore.Http.Features;

namespace Upright.Server;

/// <summary>HEAD is answered as GET is, without the body; but for streams of events, which have no end to their head.</summary>
internal static class HeadRequests
{
    public static void UseHeadAsGet(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!HttpMethods.IsHead(context.Request.Method) || context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Request.Method = HttpMethods.Get;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null, body));
        await next(context);
        await context.Response.StartAsync(context.RequestAborted);
        context.Features.Set(body);
    });
}

using System.Diagnostics;

namespace Upright.Server;

/// <summary>Every answer tells the trace it belongs to (W3C Trace Context): the caller's own, where its <c>traceparent</c> named one.</summary>
internal static class TraceIds
{
    private const string Header = "Trace-Id";

    /// <summary>The trace of the request that is being answered.</summary>
    public static string? Current => Activity.Current?.TraceId.ToHexString();

    public static void UseTraceIds(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // An exception clears what was set so far: it is set when the answer begins.
        var trace = Current;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = trace;
            return Task.CompletedTask;
        });
        return next(context);
    });
}

namespace Upright.Server.Limits;

/// <summary>Tells every caller, with each answer, how many requests are left.</summary>
internal static class QuotaHeaders
{
    public static void UseQuotaHeaders(this WebApplication app)
    {
        var quota = app.Services.GetRequiredService<CallerQuota>();
        app.Use((context, next) =>
        {
            // An exception clears what was set so far: it is set when the answer begins, after this request was counted.
            context.Response.OnStarting(() =>
            {
                quota.Tell(context);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}

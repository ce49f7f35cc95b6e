using Microsoft.AspNetCore.Diagnostics;
using Upright.Server.Pictures;

namespace Upright.Server.Errors;

/// <summary>Turns whatever was thrown on the way into a problem.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
            context.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        if (exception is RefusedException or OutOfMemoryException)
        {
            if (exception is RefusedException { Refusal: var refusal } && refusal == Refusal.TooBusy)
            {
                context.Response.Headers.RetryAfter = "1";
            }

            await Problems.Of((exception as RefusedException)?.Refusal ?? Refusal.OutOfMemory).ExecuteAsync(context);
            return true;
        }

        var known = Known(exception, context);
        if (known is null)
        {
            LogUnexpected(exception);
            await Problems.Of(new UprightException(UprightError.Unexpected, innerException: exception)).ExecuteAsync(context);
            return true;
        }

        if (known.Error.HttpStatus >= 500)
        {
            LogUnexpected(known);
        }

        await Problems.Of(known).ExecuteAsync(context);
        return true;
    }

    private static UprightException? Known(Exception exception, HttpContext context) => exception switch
    {
        UprightException known => known,
        // The binder's, which speaks of types of C#; what the body says is told apart where it is read.
        BadHttpRequestException => new UprightException(
            UprightError.InvalidOptions, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<OptionTypes>()?.Explain(context.Request.Query) ?? exception.Message, exception),
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "A request failed.")]
    private partial void LogUnexpected(Exception exception);
}

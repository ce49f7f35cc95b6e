using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Upright.Hosting;

/// <summary>Looks at a small grey picture: the model, its device and the native libraries are all asked.</summary>
internal sealed class UprightHealthCheck(Uprighter upright) : IHealthCheck
{
    private const int Side = 64;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var grey = new byte[3 * Side * Side];
        grey.AsSpan().Fill(128);
        try
        {
            await upright.EstimateAsync(grey, Side, Side, 3 * Side, PixelFormat.Rgb, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy();
        }
        catch (UprightException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}

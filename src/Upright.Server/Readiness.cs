using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Upright.Server;

/// <summary>Whether requests should be sent here: the model is loaded, uploads can be stored, and it is not about to stop.</summary>
internal sealed class Readiness(TemporaryFolder folder, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public const string Name = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("stopping")
            : folder.IsWritable() ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("uploads cannot be stored"));
}

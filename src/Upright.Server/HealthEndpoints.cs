using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Upright.Server;

/// <summary>What an orchestrator asks: whether the process lives, and whether it takes requests.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Name == Readiness.Name });
    }
}

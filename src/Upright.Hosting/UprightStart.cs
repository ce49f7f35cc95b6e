using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Upright.Hosting;

/// <summary>Loads the model when the host starts, and says what it runs on.</summary>
internal sealed partial class UprightStart(IServiceProvider services, ILogger<UprightStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var upright = await Task.Run(services.GetRequiredService<Uprighter>, cancellationToken).ConfigureAwait(false);
        LogLoaded(upright.Device);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Upright has loaded its model on {Device}.")]
    private partial void LogLoaded(NetworkDevice device);
}

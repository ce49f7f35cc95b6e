using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Upright.Hosting;
using Upright.Tests;

namespace Upright.Server.Tests.Hosting;

public sealed class UprightServicesTests
{
    [Fact]
    public async Task AnApplicationAsksWhatWasAddedToItsServices()
    {
        await using var application = Application(services => services.AddUpright(Section(("Threshold", "0.9")), options => options with { Threads = 1 }));
        await application.StartAsync(TestContext.Current.CancellationToken);

        var upright = application.Services.GetRequiredService<IUprighter>();
        var estimate = await upright.EstimateAsync(Path.Combine(Repository.Root, "samples", "test_input.jpg"), TestContext.Current.CancellationToken);

        Assert.Equal(-8.4, estimate.Angle.Degrees, 0.1);
        Assert.Same(upright, application.Services.GetRequiredService<Uprighter>());
        var health = await application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, health.Entries["upright"].Status);
    }

    [Fact]
    public async Task AnOptionOutOfRangeStopsTheStart()
    {
        await using var application = Application(services => services.AddUpright(Section(("Threshold", "7"))));
        var exception = await Assert.ThrowsAsync<UprightException>(() => application.StartAsync(TestContext.Current.CancellationToken));
        Assert.Equal(UprightError.InvalidOptions, exception.Error);
        Assert.Contains("Threshold", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Treshold", "0.9")]
    [InlineData("Threshold", "high")]
    public void WhatIsNoOptionIsRefused(string name, string value)
    {
        var exception = Assert.Throws<UprightException>(() => new ServiceCollection().AddUpright(Section((name, value))));
        Assert.Equal(UprightError.InvalidOptions, exception.Error);
        Assert.Contains(name, exception.Message, StringComparison.Ordinal);
    }

    private static WebApplication Application(Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateSlimBuilder();
        add(builder.Services);
        builder.Services.AddHealthChecks().AddUpright();
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        return builder.Build();
    }

    private static IConfiguration Section(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"Upright:{value.Name}", (string?)value.Value))).Build().GetSection("Upright");
}

using Upright.Tests.Cli;

namespace Upright.Tests.Fleet;

/// <summary>One server alone, which asks for a password.</summary>
[Collection("Fleet")]
public sealed class SingleServerTests : IAsyncLifetime
{
    private readonly NatsCluster server = new(1);

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task KeepsEverythingOnceAndRefusesMoreCopies()
    {
        using FleetRun run = new(server);
        run.Draw(1);

        Assert.Equal(UprightError.InvalidOptions.ExitCode, (await run.Enqueue("--replicas", "3")).ExitCode);
        Assert.Contains("(kept on 1): 1 put", (await run.Enqueue()).Answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedCredentialsAreSaidAndNotShown()
    {
        var status = await ToolRun.Of("status", "--nats", server.Url.Replace(NatsCluster.Password, "guess", StringComparison.Ordinal));

        Assert.Equal(UprightError.FleetUnavailable.ExitCode, status.ExitCode);
        Assert.Contains("authorization violation", status.Messages, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("guess", status.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMissingCredentialsFileIsSaid() => Assert.Equal(
        UprightError.FileNotFound.ExitCode, (await ToolRun.Of("status", "--nats", server.Url, "--nats-creds", "/nowhere/my.creds")).ExitCode);
}

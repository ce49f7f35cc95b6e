using Upright.Tests.Cli;

namespace Upright.Tests.Fleet;

/// <summary>Servers that want more than a password.</summary>
[Collection("Fleet")]
public sealed class FleetAccessTests : IDisposable
{
    private readonly PictureFolder files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task OverTlsWithCertificatesOnBothSidesAJobIsDone()
    {
        TestCertificates certificates = new(files["ours"]), others = new(files["others"]);
        await using NatsCluster server = new(1, NatsSecurity.ByCertificates(certificates));
        await server.StartAsync();

        await AssertAJobIsDone(server);
        string[] mine = ["--nats-cert", certificates.Client.Certificate, "--nats-key", certificates.Client.Key];
        await AssertRefused(server, mine); // the server's authority is not known
        await AssertRefused(server, [.. mine, "--nats-ca", others.Authority]);
        await AssertRefused(server, ["--nats-ca", certificates.Authority]); // the server wants a certificate
        await AssertRefused(server, ["--nats-ca", certificates.Authority, "--nats-cert", others.Client.Certificate, "--nats-key", others.Client.Key]);
    }

    [Fact]
    public async Task WithACredentialsFileAJobIsDone()
    {
        TestCredentials credentials = new(files["ours"]), others = new(files["others"]);
        await using NatsCluster server = new(1, NatsSecurity.ByCredentials(credentials));
        await server.StartAsync();

        await AssertAJobIsDone(server);
        await AssertRefused(server, []);
        await AssertRefused(server, ["--nats-creds", others.User]);
    }

    private static async Task AssertAJobIsDone(NatsCluster server)
    {
        using FleetRun run = new(server);
        run.Draw(2);
        Assert.Contains("(kept on 1): 2 put", (await run.Enqueue()).Answers, StringComparison.Ordinal);
        await run.Work();
        Assert.Equal(0, (await run.Collect()).ExitCode);
        await run.AssertSameAsLocalRun();
    }

    private static async Task AssertRefused(NatsCluster server, string[] options)
    {
        var status = await ToolRun.Of(["status", "--nats", server.Url, .. options]);
        Assert.Equal(UprightError.FleetUnavailable.ExitCode, status.ExitCode);
        Assert.Contains("127.0.0.1", status.Messages, StringComparison.Ordinal);
    }
}

using System.CommandLine;
using NATS.Client.Core;

namespace Upright.Cli.Fleet;

/// <summary>What all commands of a fleet have in common: which servers, and which job.</summary>
internal sealed class FleetOptions
{
    private const string ThisMachine = "nats://127.0.0.1:4222";

    // The environment's values are no defaults of options: help would show them, with their password.
    private readonly Option<string?> servers = new("--nats") { Description = "NATS servers, nats://host:4222 or tls://host:4222, several with commas; otherwise NATS_URL, or this machine.", HelpName = "url" };
    private readonly Option<string?> credentials = new("--nats-creds") { Description = "A credentials file; otherwise NATS_CREDS.", HelpName = "file" };
    private readonly Option<string?> authority = new("--nats-ca") { Description = "The certificate authority of the servers.", HelpName = "file" };
    private readonly Option<string?> certificate = new("--nats-cert") { Description = "This client's certificate.", HelpName = "file" };
    private readonly Option<string?> key = new("--nats-key") { Description = "Its key.", HelpName = "file" };
    private readonly Option<string> job = new("--job") { Description = "The job's name: letters, digits, - and _.", HelpName = "name", DefaultValueFactory = _ => "default" };

    public void AddTo(Command command)
    {
        command.AddAll(servers, credentials, authority, certificate, key, job);

        job.Validators.Add(result =>
        {
            if (!JobNames.IsValid(result.GetValue(job)!))
            {
                result.AddError(Words.Of("--job: 1 to 64 letters, digits, - and _."));
            }
        });
    }

    public JobNames Job(ParseResult parsed) => new(parsed.GetValue(job)!);

    /// <exception cref="UprightException">No server can be used, or a file is missing.</exception>
    public Task<FleetConnection> ConnectAsync(ParseResult parsed, CancellationToken cancellationToken) => FleetConnection.OpenAsync(
        NatsOpts.Default with
        {
            Url = parsed.GetValue(servers) ?? Environment.GetEnvironmentVariable("NATS_URL") ?? ThisMachine,
            Name = "upright",
            AuthOpts = NatsAuthOpts.Default with { CredsFile = Existing(parsed.GetValue(credentials) ?? Environment.GetEnvironmentVariable("NATS_CREDS")) },
            TlsOpts = NatsTlsOpts.Default with
            {
                CaFile = Existing(parsed.GetValue(authority)),
                CertFile = Existing(parsed.GetValue(certificate)),
                KeyFile = Existing(parsed.GetValue(key)),
            },
            ConnectTimeout = TimeSpan.FromSeconds(10),
            ReconnectWaitMin = TimeSpan.FromMilliseconds(100),
            ReconnectWaitMax = TimeSpan.FromSeconds(2),
        },
        cancellationToken);

    private static string? Existing(string? path) => path is null || File.Exists(path)
        ? path
        : throw new UprightException(UprightError.FileNotFound, $"'{path}'");
}

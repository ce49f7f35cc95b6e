using NATS.Client.Core;

namespace Upright.Tests.Fleet;

/// <summary>How a server is kept from strangers, and how a client shows that it is none.</summary>
/// <param name="Configuration">Lines of the server's configuration.</param>
/// <param name="Address">What an address begins with, before the host.</param>
/// <param name="Options">The tool's options besides <c>--nats</c>.</param>
/// <param name="Client">The same for a client in a test.</param>
internal sealed record NatsSecurity(string Configuration, string Address, IReadOnlyList<string> Options, Func<NatsOpts, NatsOpts> Client)
{
    public static NatsSecurity ByPassword(string user, string password) => new(
        $"authorization {{ user: {user}, password: {password}, timeout: 30 }}", $"nats://{user}:{password}@", [], options => options);

    /// <summary>Both sides have a certificate of the same authority.</summary>
    public static NatsSecurity ByCertificates(TestCertificates files) => new(
        $$"""tls { cert_file: "{{files.Server.Certificate}}", key_file: "{{files.Server.Key}}", ca_file: "{{files.Authority}}", verify: true, timeout: 30 }""",
        "tls://",
        ["--nats-ca", files.Authority, "--nats-cert", files.Client.Certificate, "--nats-key", files.Client.Key],
        options => options with { TlsOpts = NatsTlsOpts.Default with { CaFile = files.Authority, CertFile = files.Client.Certificate, KeyFile = files.Client.Key } });

    /// <summary>A user of an account of an operator, with a credentials file.</summary>
    public static NatsSecurity ByCredentials(TestCredentials files) => new(
        files.Configuration, "nats://", ["--nats-creds", files.User], options => options with { AuthOpts = NatsAuthOpts.Default with { CredsFile = files.User } });
}

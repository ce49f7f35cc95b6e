using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using NATS.NKeys;

namespace Upright.Tests.Fleet;

/// <summary>An operator, an account with JetStream and a user of it, as NATS' own tool would make them.</summary>
internal sealed class TestCredentials
{
    public TestCredentials(string folder)
    {
        using KeyPair theOperator = KeyPair.CreatePair(PrefixByte.Operator), system = KeyPair.CreatePair(PrefixByte.Account);
        using KeyPair account = KeyPair.CreatePair(PrefixByte.Account), user = KeyPair.CreatePair(PrefixByte.User);
        JsonObject all = new() { ["subs"] = -1, ["data"] = -1, ["payload"] = -1 };
        JsonObject limits = new(Copy(all)) { ["imports"] = -1, ["exports"] = -1, ["wildcards"] = true, ["conn"] = -1, ["leaf"] = -1 };
        JsonObject stores = new(Copy(limits)) { ["mem_storage"] = -1, ["disk_storage"] = -1, ["streams"] = -1, ["consumer"] = -1 };
        Configuration = $$"""
            operator: {{Signed(theOperator, theOperator, "operator", [])}}
            system_account: {{system.GetPublicKey()}}
            resolver: MEMORY
            resolver_preload: {
              {{system.GetPublicKey()}}: {{Signed(theOperator, system, "account", new() { ["limits"] = limits })}}
              {{account.GetPublicKey()}}: {{Signed(theOperator, account, "account", new() { ["limits"] = stores })}}
            }
            """;
        User = Path.Combine(Directory.CreateDirectory(folder).FullName, "user.creds");
        File.WriteAllText(User, $"""
            -----BEGIN NATS USER JWT-----
            {Signed(account, user, "user", all)}
            ------END NATS USER JWT------

            -----BEGIN USER NKEY SEED-----
            {user.GetSeed()}
            ------END USER NKEY SEED------

            """);
    }

    /// <summary>Lines of a server's configuration.</summary>
    public string Configuration { get; }

    /// <summary>The user's credentials file.</summary>
    public string User { get; }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Copy(JsonObject limits) => limits.Select(limit => KeyValuePair.Create(limit.Key, limit.Value?.DeepClone()));

    private static string Signed(KeyPair issuer, KeyPair subject, string type, JsonObject claims)
    {
        claims["type"] = type;
        claims["version"] = 2;
        JsonObject token = new()
        {
            ["jti"] = subject.GetPublicKey(),
            ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["iss"] = issuer.GetPublicKey(),
            ["sub"] = subject.GetPublicKey(),
            ["name"] = type,
            ["nats"] = claims,
        };
        var text = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ed25519-nkey"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token.ToJsonString()))}";
        var signature = new byte[64];
        issuer.Sign(Encoding.UTF8.GetBytes(text), signature);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Upright.Server.Access;

/// <summary>The keys that are known, as SHA-256 only: whoever reads the configuration has no key yet.</summary>
internal sealed class KeyRing
{
    private readonly (string Name, byte[] Hash)[] keys;

    /// <param name="hashes">SHA-256 in hexadecimal by the key's name.</param>
    /// <exception cref="InvalidOperationException">One is no SHA-256.</exception>
    public KeyRing(IReadOnlyDictionary<string, string> hashes) => keys = [.. hashes.Select(pair => (pair.Key, Hash(pair.Key, pair.Value)))];

    /// <summary>Whose key it is; null when it is nobody's.</summary>
    public string? NameOf(string key)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), given);
        string? found = null;
        foreach (var (name, hash) in keys)
        {
            // All are compared, each in the same time: how long it takes says nothing.
            if (CryptographicOperations.FixedTimeEquals(given, hash))
            {
                found = name;
            }
        }

        return found;
    }

    private static byte[] Hash(string name, string hexadecimal)
    {
        try
        {
            var hash = Convert.FromHexString(hexadecimal);
            if (hash.Length == SHA256.HashSizeInBytes)
            {
                return hash;
            }
        }
        catch (FormatException)
        {
            // Told below, without what was given: it may be the key itself.
        }

        throw new InvalidOperationException($"Upright:ApiKeys:{name} must be a SHA-256 in hexadecimal, 64 digits: printf %s KEY | sha256sum");
    }
}

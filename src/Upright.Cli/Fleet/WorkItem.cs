using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Upright.Cli.Fleet;

/// <summary>One picture to do, as it lies in the job's stream.</summary>
/// <param name="File">Its path as it was given to `enqueue`.</param>
/// <param name="Input">Its full path there, for the ledger.</param>
/// <param name="Output">Where it goes below the output folder, with /.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Modified">When it was last changed, UTC.</param>
/// <param name="SharedPath">Where it lies below the shared folder, with /; null when it goes by the object store.</param>
/// <param name="Sha256">Hash of its bytes, when it goes by the object store.</param>
/// <param name="Substitute">Where it goes instead if it must be encoded and its format is not written; null where it is.</param>
internal sealed record WorkItem(
    string File, string Input, string Output, long Bytes, DateTime Modified, string? SharedPath, string? Sha256, string? Substitute = null)
{
    /// <summary>The same for the same picture with the same output, and another for a changed picture.</summary>
    [JsonIgnore]
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n',
        Output,
        SharedPath,
        Sha256 ?? string.Create(CultureInfo.InvariantCulture, $"{Bytes} {Modified:O}")))))[..32];
}

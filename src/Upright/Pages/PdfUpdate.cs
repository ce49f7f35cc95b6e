using System.Security.Cryptography;
using System.Text;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace Upright.Pages;

/// <summary>
/// Objects that are added to a PDF or take the place of others, written behind its last byte (an incremental update):
/// whatever is not changed cannot be lost.
/// </summary>
/// <param name="next">The first object number that is not in use.</param>
internal sealed class PdfUpdate(long next)
{
    private readonly SortedDictionary<long, (int Generation, IToken Token)> changed = [];

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => changed.Count == 0;

    /// <summary>Adds an object.</summary>
    public IndirectReferenceToken Add(IToken token)
    {
        changed.Add(next, (0, token));
        return new IndirectReferenceToken(new IndirectReference(next++, 0));
    }

    /// <summary>Puts another in the place of an object.</summary>
    public void Replace(IndirectReference reference, IToken token) => changed[reference.ObjectNumber] = (reference.Generation, token);

    /// <summary>What was put in the place of an object, if anything.</summary>
    public IToken? Replacement(IndirectReference reference) => changed.TryGetValue(reference.ObjectNumber, out var entry) ? entry.Token : null;

    /// <summary>Writes the objects and their cross references at the end of a copy of the file.</summary>
    /// <param name="target">The copy; offsets count from its first byte.</param>
    /// <param name="last">The file's last cross references.</param>
    public void Write(Stream target, PdfTrailer last)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var offsets = new SortedDictionary<long, (long Offset, int Generation)>();
        Write(target, "\n");
        foreach (var (number, (generation, token)) in changed)
        {
            using var bytes = new MemoryStream();
            TokenWriter.Instance.WriteToken(PdfStrings.AsHex(token), bytes);
            hash.AppendData(bytes.GetBuffer(), 0, (int)bytes.Length);
            offsets[number] = (target.Position, generation);
            Write(target, $"{number} {generation} obj\n");
            bytes.WriteTo(target);
            Write(target, "\nendobj\n");
        }

        last.WriteNext(target, offsets, next, hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static void Write(Stream target, string text) => target.Write(Encoding.ASCII.GetBytes(text));
}

using System.Buffers.Binary;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.CrossReference;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace Upright.Pages;

/// <summary>The last cross references of a file, which those of an update point back to, in the same form: a table or a stream.</summary>
internal sealed class PdfTrailer
{
    private const int SearchedBytes = 2048;

    private readonly Structure structure;
    private readonly CrossReferenceTablePart last;

    private PdfTrailer(Structure structure, CrossReferenceTablePart last, long referred)
    {
        (this.structure, this.last) = (structure, last);
        NextNumber = Math.Max(
            structure.Trailer.Size,
            1 + structure.CrossReferenceTable.ObjectOffsets.Keys.Select(reference => reference.ObjectNumber).Append(referred).Max());
    }

    /// <summary>The first object number that is not in use, not by a reference either that leads to nothing.</summary>
    public long NextNumber { get; }

    /// <summary>Finds them where the file's last lines say they are.</summary>
    /// <exception cref="UprightException">They are not there: PdfPig can read such a file, but nothing can be added to it.</exception>
    public static PdfTrailer Find(Structure structure, Stream file)
    {
        var at = StartOf(file);
        return structure.CrossReferenceTable.Parts.FirstOrDefault(part => part.Offset == at) is { } last
            ? new PdfTrailer(structure, last, Math.Max(PdfReferences.Highest(file), PdfReferences.HighestInStreams(structure)))
            : throw new UprightException(UprightError.DamagedDocument, "Its cross references are not where its last lines say.");
    }

    /// <summary>Where a file's last lines say that its last cross references are; null where it has no such lines.</summary>
    public static long? StartOf(Stream file)
    {
        file.Position = Math.Max(0, file.Length - SearchedBytes);
        var tail = new byte[Math.Min(SearchedBytes, file.Length)];
        file.ReadExactly(tail);
        var text = Encoding.Latin1.GetString(tail);
        var at = text.LastIndexOf("startxref", StringComparison.Ordinal);
        var digits = at < 0 ? "" : string.Concat(text[(at + 9)..].TrimStart().TakeWhile(char.IsAsciiDigit));
        return long.TryParse(digits, out var offset) ? offset : null;
    }

    /// <summary>Writes cross references for objects that were written to the target, and the lines that end the file.</summary>
    /// <param name="target">The file, at its end.</param>
    /// <param name="offsets">Where each object begins.</param>
    /// <param name="next">The first object number that is not in use.</param>
    /// <param name="identity">Sixteen bytes that tell this version from others.</param>
    public void WriteNext(Stream target, SortedDictionary<long, (long Offset, int Generation)> offsets, long next, ReadOnlySpan<byte> identity)
    {
        var at = target.Position;
        Dictionary<NameToken, IToken> entries = new()
        {
            [NameToken.Root] = new IndirectReferenceToken(structure.Trailer.Root),
            [NameToken.Prev] = new NumericToken((double)last.Offset),
        };
        if (structure.Trailer.Info is { } info)
        {
            entries[NameToken.Info] = info;
        }

        if (structure.Trailer.Identifier is [var first, ..])
        {
            entries[NameToken.Id] = new ArrayToken([PdfStrings.AsHex(first), PdfStrings.Hex(identity)]);
        }

        if (last.Type == CrossReferenceType.Stream)
        {
            offsets[next] = (at, 0);
            entries[NameToken.Size] = new NumericToken((double)(next + 1));
            WriteStream(target, offsets, next, entries);
        }
        else
        {
            entries[NameToken.Size] = new NumericToken((double)next);
            WriteTable(target, offsets);
            Write(target, "trailer\n");
            TokenWriter.Instance.WriteToken(new DictionaryToken(entries), target);
        }

        Write(target, $"\nstartxref\n{at}\n%%EOF\n");
    }

    private static void WriteTable(Stream target, SortedDictionary<long, (long Offset, int Generation)> offsets)
    {
        Write(target, "xref\n");
        foreach (var (first, count) in Runs(offsets.Keys))
        {
            Write(target, $"{first} {count}\n");
            for (var number = first; number < first + count; number++)
            {
                Write(target, $"{offsets[number].Offset:D10} {offsets[number].Generation:D5} n\r\n");
            }
        }
    }

    private static void WriteStream(Stream target, SortedDictionary<long, (long Offset, int Generation)> offsets, long number, Dictionary<NameToken, IToken> entries)
    {
        const int Row = 1 + 8 + 2; // kind, offset, generation
        var rows = new byte[offsets.Count * Row];
        var row = rows.AsSpan();
        foreach (var (offset, generation) in offsets.Values)
        {
            row[0] = 1; // an object that is not compressed
            BinaryPrimitives.WriteInt64BigEndian(row[1..], offset);
            BinaryPrimitives.WriteUInt16BigEndian(row[9..], (ushort)generation);
            row = row[Row..];
        }

        entries[NameToken.Type] = NameToken.Create("XRef");
        entries[NameToken.W] = Integers(1, 8, 2);
        entries[NameToken.Index] = Integers([.. Runs(offsets.Keys).SelectMany(run => new[] { run.First, run.Count })]);
        entries[NameToken.Length] = new NumericToken(rows.Length);
        Write(target, $"{number} 0 obj\n");
        TokenWriter.Instance.WriteToken(new StreamToken(new DictionaryToken(entries), rows), target);
        Write(target, "\nendobj");
    }

    private static IEnumerable<(long First, long Count)> Runs(IEnumerable<long> numbers)
    {
        (long First, long Count) run = default;
        foreach (var number in numbers)
        {
            if (run.Count > 0 && number == run.First + run.Count)
            {
                run.Count++;
                continue;
            }

            if (run.Count > 0)
            {
                yield return run;
            }

            run = (number, 1);
        }

        yield return run;
    }

    private static ArrayToken Integers(params long[] numbers) => new([.. numbers.Select(number => new NumericToken((int)number))]);

    private static void Write(Stream target, FormattableString text) => target.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant(text)));

    private static void Write(Stream target, string text) => target.Write(Encoding.ASCII.GetBytes(text));
}

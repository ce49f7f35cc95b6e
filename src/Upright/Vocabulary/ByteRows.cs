using System.Numerics;
using System.Runtime.InteropServices;

namespace Upright;

/// <summary>Sums of rows of bytes, many at a time.</summary>
internal static class ByteRows
{
    /// <summary>Adds a row of bytes to sums, of which 256 rows at most may be made.</summary>
    /// <param name="sums">As many as bytes.</param>
    /// <param name="row">The bytes.</param>
    public static void Add(Span<ushort> sums, ReadOnlySpan<byte> row)
    {
        ref var from = ref MemoryMarshal.GetReference(row);
        ref var to = ref MemoryMarshal.GetReference(sums);
        var x = 0;
        for (; x <= row.Length - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref from, (nuint)x), out var low, out var high);
            var next = (nuint)(x + Vector<ushort>.Count);
            (Vector.LoadUnsafe(ref to, (nuint)x) + low).StoreUnsafe(ref to, (nuint)x);
            (Vector.LoadUnsafe(ref to, next) + high).StoreUnsafe(ref to, next);
        }

        for (; x < row.Length; x++)
        {
            sums[x] += row[x];
        }
    }
}

using System.Runtime.InteropServices;

namespace Upright.TextLines;

/// <summary>Memory for planes, outside the collected heap; some of what is given back is kept for the next.</summary>
/// <remarks>
/// A page needs a dozen planes of several megabytes for a moment each. A pool of arrays would round them up to powers of two and
/// keep them all, the collector would leave them lying for long, and to get fresh pages from the system costs more than to fill them.
/// </remarks>
internal static unsafe class PlaneMemory
{
    private const long MostKept = 32 << 20; // bytes, of the whole process
    private const double LargestWaste = 1.25;

    private static readonly Lock Gate = new();
    private static readonly List<Block> Kept = [];
    private static long bytesKept;

    /// <summary>Memory for so many floats, or somewhat more; what it holds is of no meaning.</summary>
    public static Block Take(long floats)
    {
        var bytes = floats * sizeof(float);
        lock (Gate)
        {
            for (var i = Kept.Count - 1; i >= 0; i--)
            {
                if (Kept[i].Bytes >= bytes && Kept[i].Bytes <= LargestWaste * bytes)
                {
                    var found = Kept[i];
                    Kept.RemoveAt(i);
                    bytesKept -= found.Bytes;
                    return found;
                }
            }
        }

        return new Block((float*)NativeMemory.Alloc((nuint)bytes), bytes);
    }

    /// <summary>Gives it back; what has been kept for longest is freed where too much is.</summary>
    public static void Give(Block block)
    {
        lock (Gate)
        {
            Kept.Add(block);
            bytesKept += block.Bytes;
            while (bytesKept > MostKept)
            {
                bytesKept -= Kept[0].Bytes;
                NativeMemory.Free(Kept[0].Values);
                Kept.RemoveAt(0);
            }
        }
    }

    /// <summary>A piece of memory.</summary>
    /// <param name="values">Where it begins.</param>
    /// <param name="bytes">Its length.</param>
    public readonly struct Block(float* values, long bytes)
    {
        /// <summary>Where it begins; null for none.</summary>
        public float* Values { get; } = values;

        /// <summary>Its length.</summary>
        public long Bytes { get; } = bytes;
    }
}

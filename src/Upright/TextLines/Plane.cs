using System.Runtime.CompilerServices;

namespace Upright.TextLines;

/// <summary>A picture of floats, rows one after the other without gaps.</summary>
internal sealed unsafe class Plane : IDisposable
{
    private PlaneMemory.Block memory;

    public Plane(int width, int height)
    {
        Width = width;
        Height = height;
        memory = PlaneMemory.Take((long)width * height);
    }

    public int Width { get; }

    public int Height { get; }

    public Span<float> Values => new(Held, Width * Height);

    public Span<float> Row(int y) => Values.Slice(y * Width, Width);

    /// <summary>The picture mirrored about its main diagonal, so that columns become contiguous rows.</summary>
    public Plane Transpose()
    {
        const int Block = 16; // lines of both sides that stay in the first-level cache together
        var result = new Plane(Height, Width);
        ref var from = ref *Held;
        ref var to = ref *result.Held;
        for (var top = 0; top < Height; top += Block)
        {
            var rows = Math.Min(Block, Height - top);
            for (var x = 0; x < Width; x++)
            {
                ref var source = ref Unsafe.Add(ref from, (top * Width) + x);
                ref var target = ref Unsafe.Add(ref to, (x * Height) + top);
                for (var y = 0; y < rows; y++)
                {
                    Unsafe.Add(ref target, y) = Unsafe.Add(ref source, y * Width);
                }
            }
        }

        return result;
    }

    /// <summary>Half the size: each new pixel is the mean of four.</summary>
    public Plane Halve()
    {
        var result = new Plane(Width / 2, Height / 2);
        for (var y = 0; y < result.Height; y++)
        {
            var upper = Row(2 * y);
            var lower = Row((2 * y) + 1);
            var row = result.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = 0.25f * (upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1]);
            }
        }

        return result;
    }

    public void Dispose()
    {
        if (memory.Values is not null)
        {
            PlaneMemory.Give(memory);
            memory = default;
        }
    }

    private float* Held => memory.Values is null ? throw new ObjectDisposedException(nameof(Plane)) : memory.Values;
}

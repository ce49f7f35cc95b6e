using System.Buffers;

namespace Upright.TextLines;

/// <summary>A pooled picture of floats, rows one after the other without gaps.</summary>
internal sealed class Plane : IDisposable
{
    private readonly float[] _values;

    public Plane(int width, int height)
    {
        Width = width;
        Height = height;
        _values = ArrayPool<float>.Shared.Rent(width * height);
    }

    public int Width { get; }

    public int Height { get; }

    public Span<float> Values => _values.AsSpan(0, Width * Height);

    public Span<float> Row(int y) => _values.AsSpan(y * Width, Width);

    /// <summary>The picture mirrored about its main diagonal, so that columns become contiguous rows.</summary>
    public Plane Transpose()
    {
        const int Block = 16; // a block of lines stays in the first-level cache on both sides
        var result = new Plane(Height, Width);
        var from = Values;
        var to = result.Values;
        for (var top = 0; top < Height; top += Block)
        {
            var bottom = Math.Min(top + Block, Height);
            for (var x = 0; x < Width; x++)
            {
                for (var y = top; y < bottom; y++)
                {
                    to[(x * Height) + y] = from[(y * Width) + x];
                }
            }
        }

        return result;
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);
}

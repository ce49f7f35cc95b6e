namespace Upright;

/// <summary>A decoded picture in memory, tightly packed rows of 8-bit grey (1 channel) or sRGB (3 channels).</summary>
/// <remarks>The currency between the decoder, the network and the text-line stage, which do not know each other.</remarks>
/// <param name="Pixels">Height × width × channels bytes, top row first.</param>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">1 for grey, 3 for red, green, blue.</param>
internal sealed record PixelBuffer(byte[] Pixels, int Width, int Height, int Channels)
{
    /// <summary>The shorter side in pixels.</summary>
    public int ShortSide => Math.Min(Width, Height);

    /// <summary>The average of factor × factor pixels for each pixel; a rest of less than a factor at the right or below is cut.</summary>
    public PixelBuffer Reduced(int factor)
    {
        if (factor <= 1)
        {
            return this;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, byte.MaxValue);
        int width = Width / factor, height = Height / factor, row = Width * Channels;
        var reduced = new byte[width * height * Channels];
        var sums = new ushort[row];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums);
            for (var part = 0; part < factor; part++)
            {
                ByteRows.Add(sums, Pixels.AsSpan(((y * factor) + part) * row, row));
            }

            AddColumns(sums, reduced.AsSpan(y * width * Channels, width * Channels), factor);
        }

        return new PixelBuffer(reduced, width, height, Channels);
    }

    private void AddColumns(ReadOnlySpan<ushort> sums, Span<byte> reduced, int factor)
    {
        var (pixels, half) = (factor * factor, factor * factor / 2);
        for (int to = 0, from = 0; to < reduced.Length; from += (factor - 1) * Channels)
        {
            for (var channel = 0; channel < Channels; channel++, to++, from++)
            {
                var sum = half;
                for (var x = 0; x < factor; x++)
                {
                    sum += sums[from + (x * Channels)];
                }

                reduced[to] = (byte)(sum / pixels);
            }
        }
    }

    /// <summary>Left and right exchanged.</summary>
    public PixelBuffer Mirrored()
    {
        var mirrored = new byte[Pixels.Length];
        var row = Width * Channels;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                Pixels.AsSpan((y * row) + (x * Channels), Channels).CopyTo(mirrored.AsSpan((y * row) + ((Width - 1 - x) * Channels)));
            }
        }

        return this with { Pixels = mirrored };
    }

    /// <summary>Brightness alone (BT.601 weights), one channel.</summary>
    public PixelBuffer ToGrey()
    {
        if (Channels == 1)
        {
            return this;
        }

        var grey = GC.AllocateUninitializedArray<byte>(Width * Height);
        ByteRows.ToGrey(Pixels, grey);

        return new PixelBuffer(grey, Width, Height, 1);
    }
}

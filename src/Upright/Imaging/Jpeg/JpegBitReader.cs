using System.Buffers.Binary;

namespace Upright.Imaging;

/// <summary>Reads the bits of a JPEG's scan up to its next marker.</summary>
internal ref struct JpegBitReader(ReadOnlySpan<byte> file, int position)
{
    private const int Wanted = 32;

    private readonly ReadOnlySpan<byte> file = file;
    private ulong bits;
    private int count;
    private int invented;

    /// <summary>Where the bytes are that have not been taken yet.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Reads a code and the number that follows it.</summary>
    /// <param name="lookup">The Huffman code. The lower four bits of its symbols say how long the number is.</param>
    /// <param name="value">The number; 0 where there is none.</param>
    /// <returns>The symbol.</returns>
    public int Read(JpegHuffmanLookup lookup, out int value)
    {
        // Code and number have no more than 31 bits.
        if (count < Wanted)
        {
            Fill();
        }

        var symbol = lookup.Find((int)(bits >> (count - JpegHuffmanCode.LongestCode)) & 0xFFFF, out var length);
        count -= length;
        var size = symbol & 15;
        count -= size;
        value = (int)(bits >> count) & ((1 << size) - 1);
        if (size > 0 && value < 1 << (size - 1))
        {
            value += 1 - (1 << size);
        }

        return symbol;
    }

    /// <summary>Ends the bits before a marker.</summary>
    /// <exception cref="JpegDamageException">More have been read than there are, or fewer.</exception>
    public void End()
    {
        // What fills the last byte has fewer than eight bits.
        if (count < invented || count - invented >= 8 || (Position < file.Length && file[Position] != 0xFF) || IsStuffed(Position))
        {
            throw new JpegDamageException("A scan has another length than its picture.");
        }

        (bits, count, invented) = (0, 0, 0);
    }

    /// <summary>Ends the bits before a restart marker, and goes on behind it.</summary>
    /// <param name="number">The marker's number, 0 to 7.</param>
    /// <exception cref="JpegDamageException">Another marker is there.</exception>
    public void Restart(int number)
    {
        End();
        if (Position + 2 > file.Length || file[Position + 1] != 0xD0 + number)
        {
            throw new JpegDamageException("A restart marker is missing.");
        }

        Position += 2;
    }

    private readonly bool IsStuffed(int position) => position + 1 < file.Length && file[position] == 0xFF && file[position + 1] == 0;

    private void Fill()
    {
        if (Position + 4 <= file.Length)
        {
            var next = BinaryPrimitives.ReadUInt32BigEndian(file[Position..]);
            var others = ~next;
            if (((others - 0x01010101) & ~others & 0x80808080) == 0)
            {
                // None of the four bytes is FF.
                bits = (bits << 32) | next;
                count += 32;
                Position += 4;
                return;
            }
        }

        while (count <= 56)
        {
            var next = 0;
            if (Position < file.Length && (file[Position] != 0xFF || IsStuffed(Position)))
            {
                next = file[Position];
                Position += next == 0xFF ? 2 : 1;
            }
            else
            {
                // At a marker: zeros, which must not be needed.
                invented += 8;
            }

            bits = (bits << 8) | (uint)next;
            count += 8;
        }
    }
}

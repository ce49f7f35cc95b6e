using System.Buffers.Binary;
using System.Text;

namespace Upright.Imaging;

/// <summary>Reads the fields of ISO media boxes, most significant byte first, one after the other.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="at">Where to begin.</param>
/// <param name="end">Where nothing is read any more.</param>
internal sealed class IsoReader(byte[] bytes, int at, int end)
{
    /// <summary>Where the next field stands.</summary>
    public int At => at;

    /// <summary>Whether there is no more.</summary>
    public bool IsAtEnd => at >= end;

    /// <summary>The content of a box.</summary>
    public static IsoReader Of(byte[] bytes, IsoBox box) => new(bytes, box.Body, box.End);

    /// <summary>A number of so many bytes, 0 to 8.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public ulong Read(int size)
    {
        Require(size);
        ulong value = 0;
        foreach (var next in bytes.AsSpan(at, size))
        {
            value = (value << 8) | next;
        }

        at += size;
        return value;
    }

    /// <summary>A number that is small: a count, a version, a code.</summary>
    public int ReadInt(int size) => checked((int)Read(size));

    /// <summary>The four letters of a type.</summary>
    public string ReadType()
    {
        Require(4);
        at += 4;
        return Encoding.Latin1.GetString(bytes, at - 4, 4);
    }

    /// <summary>Text up to a zero byte, which must be there.</summary>
    public string ReadText()
    {
        var length = bytes.AsSpan(at, end - at).IndexOf((byte)0);
        Require(length < 0 ? int.MaxValue : length + 1);
        at += length + 1;
        return Encoding.Latin1.GetString(bytes, at - length - 1, length);
    }

    /// <summary>Version and flags, with which a full box begins.</summary>
    public (int Version, int Flags) ReadFull() => (ReadInt(1), ReadInt(3));

    /// <summary>The boxes that follow.</summary>
    /// <exception cref="InvalidDataException">One reaches beyond the end.</exception>
    public IEnumerable<IsoBox> Boxes()
    {
        while (at < end)
        {
            Require(8);
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            var box = new IsoBox(Encoding.Latin1.GetString(bytes, at + 4, 4), at, at + 8, size == 0 ? end : (int)Math.Min((long)at + size, int.MaxValue));
            // 64-bit lengths (1) are for the pixels' box, which is not read here.
            if (box.End < box.Body || box.End > end)
            {
                throw new InvalidDataException($"Its box '{box.Type}' has an impossible size.");
            }

            yield return box;
            at = box.End;
        }
    }

    private void Require(int count)
    {
        if (count > end - at)
        {
            throw new InvalidDataException("A box of it ends too early.");
        }
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Upright.Tests.Fuzzing;

/// <summary>Changes bytes as damage and malice do: bits, lengths, lumps that are cut out, doubled, or come from another file. The same random numbers make the same case.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly int[] Awkward = [0, 1, -1, 127, 128, 255, 256, 32767, 65535, 65536, int.MaxValue, int.MinValue];

    // What steers parsers of text: numbers, brackets, references.
    private static readonly byte[][] Words =
        [.. ((string[])["0 R", "<<", ">>", "[", "]", "/", "-1", "99999999999", "endstream", "stream\n", "endobj", "(", ")", "null", "1e309", "{", "}", "\"", ",", ":", "\u00ff"]).Select(Encoding.Latin1.GetBytes)];

    public byte[] Mutate(byte[] seed, byte[] other)
    {
        List<byte> bytes = [.. seed];
        for (var times = 1 + random.Next(1, 1 << random.Next(1, 4)); times > 0 && bytes.Count > 8; times--)
        {
            Once(bytes, other);
        }

        return [.. bytes];
    }

    private void Once(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(1 << random.Next(1, 8)));
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                WriteNumber(bytes, at);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 5:
                bytes.InsertRange(at, other.AsSpan(random.Next(other.Length)) is var rest && rest.Length > length ? rest[..length].ToArray() : rest.ToArray());
                break;
            case 6:
                bytes.InsertRange(at, Words[random.Next(Words.Length)]);
                break;
            case 7:
                CopyWithin(bytes, at, length);
                break;
            default:
                bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 1);
                break;
        }
    }

    private void WriteNumber(List<byte> bytes, int at)
    {
        var number = new byte[4];
        var value = Awkward[random.Next(Awkward.Length)];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, value);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, value);
        }

        for (var i = 0; i < (random.Next(2) == 0 ? 2 : 4) && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[i];
        }
    }

    private void CopyWithin(List<byte> bytes, int at, int length)
    {
        var from = random.Next(bytes.Count - length + 1);
        for (var i = 0; i < length; i++)
        {
            bytes[at + i] = bytes[from + i];
        }
    }
}

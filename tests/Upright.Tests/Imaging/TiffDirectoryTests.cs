using Upright.Imaging;

namespace Upright.Tests.Imaging;

public sealed class TiffDirectoryTests
{
    private const int Ascii = 2;
    private const int Short = 3;
    private const int Fraction = 5;

    private static readonly TiffDirectory Drawn = new(
    [
        new TiffEntry(271, Ascii, [.. "Upright\0"u8]),
        new TiffEntry(272, Ascii, [.. "A\0"u8]),
        new TiffEntry(TiffDirectory.Exif, 4, [], new TiffDirectory(
        [
            new TiffEntry(33434, Fraction, [1, 0, 0, 0, 250, 0, 0, 0]),
            new TiffEntry(TiffDirectory.Interoperability, 4, [], new TiffDirectory([new TiffEntry(1, Ascii, [.. "R98\0"u8])])),
        ])),
    ]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsLaidOutIsReadBack(bool big)
    {
        var start = big ? 16 : 8;
        byte[] head = big ? [.. "II+\0"u8, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0] : [.. "II*\0"u8, 8, 0, 0, 0];
        AssertSame(Drawn, TiffReader.Read(new MemoryStream([.. head, .. new TiffLayout(big).Lay(Drawn, start)]), 100));
    }

    [Fact]
    public void OtherByteOrderIsTurned()
    {
        byte[] motorola =
        [
            .. "MM\0*"u8, 0, 0, 0, 8, 0, 2,
            1, 0x12, 0, Short, 0, 0, 0, 1, 0, 6, 0, 0,
            1, 0x1A, 0, Fraction, 0, 0, 0, 1, 0, 0, 0, 38,
            0, 0, 0, 0, 0, 0, 1, 44, 0, 0, 0, 1,
        ];
        var read = TiffReader.Read(new MemoryStream(motorola), 100);
        Assert.Equal(6, read.Number(0x112));
        Assert.Equal([44, 1, 0, 0, 1, 0, 0, 0], read.Entries[1].Value);
    }

    [Fact]
    public void DirectoryThatLeadsToItselfEnds()
    {
        byte[] circle = [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x69, 0x87, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0];
        Assert.True(TiffReader.Read(new MemoryStream(circle), 100).Has(TiffDirectory.Exif));
    }

    private static void AssertSame(TiffDirectory expected, TiffDirectory actual)
    {
        Assert.Equal(expected.Entries.Select(entry => entry.Tag), actual.Entries.Select(entry => entry.Tag));
        foreach (var (first, second) in expected.Entries.Zip(actual.Entries))
        {
            Assert.Equal(first.Value, second.Value);
            if (first.Directory is not null)
            {
                AssertSame(first.Directory, second.Directory!);
            }
        }
    }
}

using Upright.TextLines;

namespace Upright.Tests.TextLines;

public class NoTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void ABlankPictureHasNoText(byte grey) => AssertNoText(900, 1200, (_, _) => grey);

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public void NoiseHasNoText(int strength)
    {
        var random = new Random(1);
        AssertNoText(1000, 800, (_, _) => 128 + random.Next(-strength, strength + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1.3)]
    public void AGradientHasNoText(double direction) =>
        AssertNoText(1000, 1000, (x, y) => 128 + (0.09 * (((x - 500) * Math.Cos(direction)) + ((y - 500) * Math.Sin(direction)))));

    [Fact]
    public void ASoftTextureHasNoText()
    {
        var random = new Random(5);
        var waves = Enumerable.Range(0, 60)
            .Select(_ => (Across: random.NextDouble() - 0.5, Down: random.NextDouble() - 0.5, Phase: random.NextDouble() * 6))
            .ToArray();
        AssertNoText(700, 700, (x, y) => 128 + (8 * waves.Sum(w => Math.Sin((w.Across * x) + (w.Down * y) + w.Phase))));
    }

    [Fact]
    public void StripesHaveNoText() => AssertNoText(900, 900, (x, y) => (int)((y + (0.1 * x)) / 12) % 2 == 0 ? 40 : 220);

    [Fact]
    public void DotsHaveNoText()
    {
        var random = new Random(2);
        var page = new DrawnPage(900, 900);
        for (var i = 0; i < 900; i++)
        {
            var (x, y) = (random.Next(880), random.Next(880));
            page.Box(x, y, x + random.Next(3, 16), y + random.Next(3, 16), (byte)random.Next(180));
        }

        Assert.False(TextLineSkew.TryMeasure(page.Seen(11), 900, 900, 0, 45, out _));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3000)]
    [InlineData(64, 64)]
    [InlineData(65, 131)]
    [InlineData(3000, 70)]
    public void PicturesTooSmallForLinesHaveNoText(int width, int height) => AssertNoText(width, height, (x, y) => (x * y) & 255);

    private static void AssertNoText(int width, int height, Func<int, int, double> grey)
    {
        var pixels = new byte[width * height];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(grey(i % width, i / width), 0, 255);
        }

        Assert.False(TextLineSkew.TryMeasure(pixels, width, height, 0, 45, out var angle), $"{angle}");
    }
}

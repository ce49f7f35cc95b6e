using Upright.TextLines;

namespace Upright.Tests.TextLines;

public class TextLineStepsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ReducedPixelsAreTheMeansOfTheirBlocks(int factor)
    {
        var random = new Random(factor);
        var grey = new byte[83 * 41];
        random.NextBytes(grey);
        using var reduced = GreyReduction.Reduce(grey, 83, 41, factor);
        Assert.Equal((83 / factor, 41 / factor), (reduced.Width, reduced.Height));
        for (var i = 0; i < reduced.Width * reduced.Height; i++)
        {
            var (x, y) = (i % reduced.Width * factor, i / reduced.Width * factor);
            var mean = Enumerable.Range(0, factor * factor).Average(k => grey[((y + (k / factor)) * 83) + x + (k % factor)]);
            Assert.Equal(mean, reduced.Values[i], 1e-3);
        }
    }

    [Fact]
    public void TransposingTwiceGivesThePictureBack()
    {
        using var picture = Noise(37, 53);
        using var once = picture.Transpose();
        using var twice = once.Transpose();
        Assert.Equal(picture.Row(5)[7], once.Row(7)[5]);
        Assert.True(picture.Values.SequenceEqual(twice.Values));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HoughSumsTakeOneValueOfEveryColumnOnAStraightLine(bool downwards)
    {
        const int Columns = 16, Length = 64;
        for (var rise = 0; rise < Columns; rise++)
        {
            var values = new float[Columns * Length];
            var start = downwards ? 20 : 40;
            for (var x = 0; x < Columns; x++)
            {
                var place = start + ((downwards ? 1 : -1) * (int)Math.Round(rise * x / (Columns - 1.0)));
                values.AsSpan((x * Length) + place - 1, 3).Fill(1); // Brady's lines stay within a pixel and a bit of the true ones
            }

            var sums = FastHough.Transform(values, new float[values.Length], Columns, Length, downwards);
            Assert.Equal(Columns, sums[(rise * Length) + start], 1e-3);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.99)]
    public void AShiftedRampIsTheRampItself(double part)
    {
        var ramp = Enumerable.Range(0, 40).Select(i => 3f * i).ToArray();
        var sum = new float[37];
        LaneMath.AddShifted(sum, ramp, part);
        for (var i = 0; i < sum.Length; i++)
        {
            Assert.Equal(3 * (i + 1 + part), sum[i], 1e-3);
        }
    }

    [Fact]
    public void StraightEdgesLeaveTheStrokeMapAndLettersStay()
    {
        var page = new DrawnPage(400, 300).Box(0, 0, 200, 300).Paragraph(250, 40, 390, 260, 8);
        using var grey = GreyReduction.Reduce(page.Seen(5), 400, 300, 1);
        using var strokes = new StrokeMap(grey);
        var edge = Enumerable.Range(60, 180).Sum(y => strokes.Across.Row(y)[150..235].ToArray().Sum(Math.Abs));
        var letters = Enumerable.Range(60, 180).Sum(y => strokes.Across.Row(y)[250..335].ToArray().Sum(Math.Abs));
        Assert.True(letters > 20 * edge, $"{letters} > 20 · {edge}");
    }

    [Fact]
    public void OneStrayEdgeDoesNotMoveTheConsensus()
    {
        var edges = Enumerable.Range(0, 20).Select(i => Edge(0.01, i)).Append(Edge(0.08, 99)).ToList();
        var consensus = EdgeConsensus.Of(edges);
        Assert.Equal(0.01, consensus.Slope, 1e-3);
        Assert.Equal(20, consensus.Agreeing);
    }

    private static LineEdge Edge(double slope, int seed)
    {
        var random = new Random(seed);
        var edge = default(LineEdge);
        for (var strip = 0; strip < 40; strip++)
        {
            edge.Add(strip, 8, 100 + (slope * strip * 8) + (0.05 * random.NextDouble()));
        }

        return edge;
    }

    private static Plane Noise(int width, int height)
    {
        var random = new Random(width);
        var plane = new Plane(width, height);
        for (var i = 0; i < plane.Values.Length; i++)
        {
            plane.Values[i] = random.NextSingle();
        }

        return plane;
    }
}

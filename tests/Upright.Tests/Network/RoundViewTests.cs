using Upright.Network;

namespace Upright.Tests.Network;

public sealed class RoundViewTests
{
    private const int Size = 64;
    private static readonly RoundView View = new(100, 100, 200, 0, Size);

    [Fact]
    public void IsZeroOutsideTheCircleAndNowhereElse()
    {
        var planes = Sample(DrawnSquare.Draw(1, 200), View, offset: 5);
        for (var i = 0; i < planes.Length; i++)
        {
            double x = (i % Size) + 0.5 - (Size / 2.0), y = (i / Size % Size) + 0.5 - (Size / 2.0);
            Assert.Equal((x * x) + (y * y) > Size * Size / 4.0, planes[i] == 0);
        }
    }

    [Fact]
    public void AQuarterTurnOfTheLookIsAQuarterTurnOfWhatIsSeen()
    {
        var picture = DrawnSquare.Draw(2, 200);
        var straight = Sample(picture, View with { Turned = 20 });
        var turned = Sample(picture, View with { Turned = 110 });
        for (var plane = 0; plane < 3; plane++)
        {
            for (var y = 0; y < Size; y++)
            {
                for (var x = 0; x < Size; x++)
                {
                    // Clockwise: what was at the left edge comes to the upper.
                    var from = straight[(plane * Size * Size) + ((Size - 1 - x) * Size) + y];
                    Assert.Equal(from, turned[(plane * Size * Size) + (y * Size) + x], 0.01f);
                }
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhatWasSampledIsTurnedInsteadOfSampledAgain(int quarters)
    {
        var picture = DrawnSquare.Draw(5, 200);
        var view = View with { Turned = 33.3 };
        var turned = view with { Turned = view.Turned - 360 + (90 * quarters) };
        var planes = new float[3 * Size * Size];
        RoundView.TurnSampled(Sample(picture, view), Size, quarters, planes);

        Assert.Equal(quarters, turned.QuartersFrom(view));
        Assert.All(Sample(picture, turned).Zip(planes), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
    }

    [Fact]
    public void OnlyTheSameCircleDiffersByQuarters()
    {
        Assert.Null((View with { Turned = 91 }).QuartersFrom(View));
        Assert.Null((View with { Turned = 90, CentreX = 101 }).QuartersFrom(View));
    }

    [Fact]
    public void APictureInTheMirrorHasLeftAndRightExchanged()
    {
        var picture = DrawnSquare.Draw(4, 200);
        var exchanged = picture.Mirrored();

        Assert.Equal(picture.Pixels[..3], exchanged.Pixels[(199 * 3)..600]);
        Assert.Equal(picture.Pixels, exchanged.Mirrored().Pixels);
    }

    [Fact]
    public void GreyIsTheSameAsThreeEqualColours()
    {
        var grey = DrawnSquare.Draw(3, 200, channels: 1);
        var colours = new PixelBuffer([.. grey.Pixels.SelectMany(value => new[] { value, value, value })], 200, 200, 3);

        Assert.Equal(Sample(colours, View with { Turned = 33 }), Sample(grey, View with { Turned = 33 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void EvenThePictureOfOnePixelIsSeenInItsColour(int channels)
    {
        var pixel = new PixelBuffer([.. new byte[] { 200, 100, 50 }.Take(channels)], 1, 1, channels);
        var planes = Sample(pixel, new RoundView(0.5, 0.5, 1, 12, Size));

        for (var plane = 0; plane < 3; plane++)
        {
            Assert.Equal(pixel.Pixels[plane % channels], planes[(plane * Size * Size) + (Size / 2 * Size) + (Size / 2)], 0.01f);
        }
    }

    [Fact]
    public void EachCornerOfThePictureIsSeenInItsColour()
    {
        byte[] colours = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];
        var planes = Sample(new PixelBuffer(colours, 2, 2, 3), new RoundView(1, 1, 4, 0, Size));

        for (var corner = 0; corner < 4; corner++)
        {
            // A quarter of the view from its middle lies just beyond the middle of the pixel: nothing but its colour.
            int x = (Size / 2) + ((corner % 2 == 0 ? -1 : 1) * Size / 4), y = (Size / 2) + ((corner / 2 == 0 ? -1 : 1) * Size / 4);
            for (var plane = 0; plane < 3; plane++)
            {
                Assert.Equal(colours[(3 * corner) + plane], planes[(plane * Size * Size) + (y * Size) + x], 0.01f);
            }
        }
    }

    private static float[] Sample(PixelBuffer picture, RoundView view, float offset = 0)
    {
        var planes = new float[3 * Size * Size];
        view.Sample(picture, 1, offset, planes);
        return planes;
    }
}

namespace Upright.Network;

/// <summary>A square of a picture, turned clockwise, as the page orientation network sees it.</summary>
/// <param name="CentreX">Square's centre in the picture's pixels, 0 at the left edge.</param>
/// <param name="CentreY">Square's centre in the picture's pixels, 0 at the upper edge.</param>
/// <param name="Side">Square's side in the picture's pixels.</param>
/// <param name="Turned">How far the picture is turned clockwise before it is looked at, degrees.</param>
internal sealed record SquareView(double CentreX, double CentreY, double Side, double Turned)
{
    private const int Parts = 2; // samples along each side of a pixel, so that fine print does not alias

    /// <summary>Samples brightness (BT.601 weights), 0 to 255, into size × size floats, the top row first.</summary>
    /// <remarks>A picture more than about 5 times as fine as the view should be reduced first.</remarks>
    public void SampleGrey(PixelBuffer picture, int size, Span<float> grey)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(Turned));
        var step = Side / (Parts * size);
        var sampler = new BilinearSampler(picture);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var sum = 0f;
                for (var part = 0; part < Parts * Parts; part++)
                {
                    var u = ((Parts * x) + (part % Parts) + 0.5 - size) * step;
                    var v = ((Parts * y) + (part / Parts) + 0.5 - size) * step;
                    var colour = sampler.At(CentreX + (cos * u) + (sin * v) - 0.5, CentreY - (sin * u) + (cos * v) - 0.5);
                    sum += (0.299f * colour[0]) + (0.587f * colour[1]) + (0.114f * colour[2]);
                }

                grey[(y * size) + x] = sum / (Parts * Parts);
            }
        }
    }
}

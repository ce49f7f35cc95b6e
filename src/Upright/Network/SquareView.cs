namespace Upright.Network;

/// <summary>A square of a picture, turned clockwise, as the page orientation network sees it.</summary>
/// <param name="CentreX">Square's centre in the picture's pixels, 0 at the left edge.</param>
/// <param name="CentreY">Square's centre in the picture's pixels, 0 at the upper edge.</param>
/// <param name="Side">Square's side in the picture's pixels.</param>
/// <param name="Turned">How far the picture is turned clockwise before it is looked at, degrees.</param>
internal sealed record SquareView(double CentreX, double CentreY, double Side, double Turned)
{
    /// <summary>Samples brightness (BT.601 weights), 0 to 255, into size × size floats, the top row first.</summary>
    /// <remarks>A picture more than about 5 times as fine as the view should be reduced first.</remarks>
    public void SampleGrey(PixelBuffer picture, int size, Span<float> grey)
    {
        var pixel = Side / size;
        BilinearSampler sampler = new(picture, CentreX, CentreY, Turned, pixel);
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var colour = sampler.Sum((x + 0.5 - (size / 2.0)) * pixel, (y + 0.5 - (size / 2.0)) * pixel);
                grey[(y * size) + x] = ((0.299f * colour[0]) + (0.587f * colour[1]) + (0.114f * colour[2])) / 4;
            }
        }
    }
}

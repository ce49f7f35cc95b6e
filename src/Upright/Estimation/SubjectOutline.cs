using Upright.Network;

namespace Upright.Estimation;

/// <summary>The one thing that a picture shows before its surroundings, by its outline: a card on a desk, a slip in a hand.</summary>
/// <param name="CentreX">In the picture's pixels.</param>
/// <param name="CentreY">In the picture's pixels.</param>
/// <param name="Width">In the picture's pixels.</param>
/// <param name="Height">In the picture's pixels.</param>
/// <param name="Level">The clockwise turn after which its sides lie level or stand on end.</param>
/// <param name="Fill">The share of the rectangle that the thing covers, 0 to 1: how rectangular it is.</param>
/// <param name="Share">The share of the picture that it covers, 0 to 1.</param>
internal sealed record SubjectOutline(double CentreX, double CentreY, double Width, double Height, Angle Level, double Fill, double Share)
    : TurnedRectangle(CentreX, CentreY, Width, Height, Level)
{
    private const double Margin = 1.04; // its own edges stay in view

    /// <summary>The thing alone, its sides level or on end, a pixel for each pixel of the picture.</summary>
    /// <param name="picture">The picture it was found in.</param>
    public PixelBuffer CutOut(PixelBuffer picture)
    {
        int width = (int)Math.Ceiling(Margin * Width), height = (int)Math.Ceiling(Margin * Height);
        var cut = new byte[width * height * picture.Channels];
        BilinearSampler sampler = new(picture, CentreX, CentreY, Level.Degrees, pixel: 1);
        for (int y = 0, at = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var colour = sampler.At(x + 0.5 - (width / 2.0), y + 0.5 - (height / 2.0));
                for (var channel = 0; channel < picture.Channels; channel++)
                {
                    cut[at++] = (byte)(colour[channel] + 0.5f);
                }
            }
        }

        return new PixelBuffer(cut, width, height, picture.Channels);
    }
}

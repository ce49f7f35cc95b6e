using Upright.Network;

namespace Upright.Estimation;

/// <summary>Where to look: circles that fill the picture's short side, spread along its long side.</summary>
internal static class Circles
{
    /// <summary>Round views of a picture, each turned clockwise by the same number of degrees.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="turned">Degrees clockwise.</param>
    /// <param name="size">Side of each view in pixels.</param>
    /// <param name="most">At most this many; a square picture gets one whatever this says.</param>
    public static IEnumerable<RoundView> Over(PixelBuffer picture, double turned, int size, int most)
    {
        double diameter = picture.ShortSide;
        var length = Math.Max(picture.Width, picture.Height) / diameter;
        var count = Math.Min(most, length < 1.15 ? 1 : (int)Math.Ceiling(length));
        for (var i = 0; i < count; i++)
        {
            // One circle sits in the middle, several reach from end to end.
            var along = count == 1 ? 0.5 : (double)i / (count - 1);
            yield return new RoundView(
                (diameter / 2) + (along * (picture.Width - diameter)),
                (diameter / 2) + (along * (picture.Height - diameter)),
                diameter,
                turned,
                size);
        }
    }
}

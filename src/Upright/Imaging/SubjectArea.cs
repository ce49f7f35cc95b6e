using System.Numerics;

namespace Upright.Imaging;

/// <summary>EXIF's place of the main subject: a point, a point and a diameter, or a centre with width and height; in pixels.</summary>
internal static class SubjectArea
{
    /// <summary>The place in the written picture; as it was where it is none of the three.</summary>
    public static IEnumerable<float> Turned(IReadOnlyList<float> numbers, CoordinateMap map)
    {
        if (numbers.Count is < 2 or > 4)
        {
            return numbers;
        }

        var centre = map.Of(new(numbers[0], numbers[1]));
        var size = numbers.Count == 4 ? map.OfOval(new(numbers[2], numbers[3])) : Vector2.Zero;
        IEnumerable<float> turned = numbers.Count switch
        {
            2 => [centre.X, centre.Y],
            3 => [centre.X, centre.Y, numbers[2]],
            _ => [centre.X, centre.Y, size.X, size.Y],
        };
        return turned.Select(number => MathF.Round(number));
    }
}

using NetVips;
using Upright.Rectification;

namespace Upright.Evaluation;

/// <summary>Makes test pictures: turned by the product's own code at twice the resolution, scaled down and encoded again.</summary>
/// <remarks>See "What must not leak" in the design: every picture is resampled, also those that are not turned.</remarks>
internal static class PictureTurner
{
    /// <summary>
    /// The circle that fits into the picture, turned, on flat grey: neither its shape nor its size tells the angle.
    /// </summary>
    /// <param name="picture">The picture.</param>
    /// <param name="angle">The clockwise turn that the result needs to stand upright.</param>
    /// <param name="random">Chooses scale, JPEG quality and grid.</param>
    public static byte[] Circle(SourcePicture picture, Angle angle, Random random)
    {
        using var file = Open(picture);
        using var large = file.Resize(2, kernel: Enums.Kernel.Cubic);
        using var turned = Turn(large, angle - new Angle(picture.Angle), Fill.Black);
        var diameter = (int)(2 * Math.Min(file.Width, file.Height) * 0.98);
        using var square = turned.Crop((turned.Width - diameter) / 2, (turned.Height - diameter) / 2, diameter, diameter);
        using var mask = Disc(diameter);
        using var grey = square.NewFromImage(Grey(square));
        using var round = mask.Ifthenelse(square, grey, blend: true);
        return Encoded(round, random);
    }

    /// <summary>The whole frame, its corners filled as other tools and scanners do: black, white or the border's colour.</summary>
    /// <inheritdoc cref="Circle" path="/param"/>
    public static byte[] Frame(SourcePicture picture, Angle angle, Random random)
    {
        using var file = Open(picture);
        using var large = file.Resize(2, kernel: Enums.Kernel.Cubic);
        Fill[] fills = [Fill.Black, Fill.White, Fill.Auto];
        using var turned = Turn(large, angle - new Angle(picture.Angle), fills[random.Next(fills.Length)]);
        return Encoded(turned, random);
    }

    /// <summary>The whole frame, as <see cref="Frame"/>, with left and right exchanged before it is turned.</summary>
    /// <inheritdoc cref="Circle" path="/param"/>
    public static byte[] MirroredFrame(SourcePicture picture, Angle angle, Random random)
    {
        using var file = Open(picture);
        using var level = Turn(file, -new Angle(picture.Angle), Fill.Auto);
        using var mirrored = level.FlipHor();
        using var large = mirrored.Resize(2, kernel: Enums.Kernel.Cubic);
        Fill[] fills = [Fill.Black, Fill.White, Fill.Auto];
        using var turned = Turn(large, angle, fills[random.Next(fills.Length)]);
        return Encoded(turned, random);
    }

    private static Image Open(SourcePicture picture)
    {
        using var file = Image.NewFromFile(picture.Path);
        using var opaque = file.HasAlpha() ? file.Flatten(background: [255]) : file.Copy();
        using var coloured = opaque.Colourspace(Enums.Interpretation.Srgb);
        return coloured.CopyMemory();
    }

    // A picture that needs `angle` is an upright one turned the other way.
    private static Image Turn(Image upright, Angle angle, Fill fill) =>
        Rectifier.Rectify(upright, RotationPlan.For(-angle, upright.Width, upright.Height), fill, keepsAlpha: false);

    private static double[] Grey(Image image) => [.. Enumerable.Repeat(128.0, image.Bands)];

    private static Image Disc(int diameter)
    {
        using var index = Image.Xyz(diameter, diameter);
        using var centred = index - ((diameter - 1) / 2.0);
        using var x = centred[0];
        using var y = centred[1];
        using var xx = x * x;
        using var yy = y * y;
        using var squared = xx + yy;
        using var inside = squared <= (diameter * diameter / 4.0);
        return inside.CopyMemory();
    }

    private static byte[] Encoded(Image image, Random random)
    {
        using var small = image.Resize(0.5 * (0.75 + (0.2 * random.NextDouble())), kernel: random.Next(2) == 0 ? Enums.Kernel.Lanczos3 : Enums.Kernel.Linear);
        return small.JpegsaveBuffer(q: random.Next(60, 96), keep: Enums.ForeignKeep.None);
    }
}

namespace Upright.Evaluation;

/// <summary>The sets by which accuracy is reported, and how their angles are drawn.</summary>
internal static class TestSets
{
    private delegate byte[] Turner(SourcePicture picture, Angle angle, Random random);

    /// <summary>All sets, by name.</summary>
    /// <param name="data">The folder with photos and pages.</param>
    /// <param name="rendered">The folder with rendered pages; may be empty.</param>
    /// <param name="written">The folder with written pages; may be empty.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<TestPicture>> All(string data, string rendered, string written)
    {
        var photos = Manifests.Photos(data);
        var pages = Manifests.Pages(data);
        var pdf = Manifests.Made(rendered, "rendered");
        var scripts = Manifests.Made(written, "written");
        return new Dictionary<string, IReadOnlyList<TestPicture>>
        {
            ["photos-uniform"] = Set(photos, PictureTurner.Circle, Uniform),
            ["photos-upright"] = Set(photos, PictureTurner.Frame, _ => 0),
            // Seen in training, but enough of them to count by the thousand how many upright pictures are wrongly changed.
            ["seen-upright"] = Set(Manifests.Photos(data, "train"), PictureTurner.Frame, _ => 0),
            ["photos-quarter"] = Set(photos, PictureTurner.Frame, random => 90 * random.Next(1, 4)),
            ["photos-mix"] = Set(photos, PictureTurner.Frame, Realistic),
            ["pages-uniform"] = Set(pages, PictureTurner.Circle, Uniform),
            ["pages-frame"] = Set(pages, PictureTurner.Frame, Uniform),
            ["pages-mix"] = Set(pages, PictureTurner.Frame, Scanned),
            ["pages-upright"] = Set(pages, PictureTurner.Frame, _ => 0),
            ["rendered-uniform"] = Set(pdf, PictureTurner.Circle, Uniform),
            ["rendered-frame"] = Set(pdf, PictureTurner.Frame, Uniform),
            ["rendered-upright"] = Set(pdf, PictureTurner.Frame, _ => 0),
            ["rendered-mix"] = Set(pdf, PictureTurner.Frame, Scanned),
            ["rendered-skew"] = Set(pdf, PictureTurner.Frame, random => (random.NextDouble() * 30) - 15),
            ["pages-mirrored"] = HalfMirrored(pages),
            ["rendered-mirrored"] = HalfMirrored(pdf),
            ["written-mirrored"] = HalfMirrored(scripts),
            ["written-uniform"] = Set(scripts, PictureTurner.Circle, Uniform),
            ["written-mix"] = Set(scripts, PictureTurner.Frame, Scanned),
            ["written-upright"] = Set(scripts, PictureTurner.Frame, _ => 0),
            ["controls"] = [.. Enumerable.Range(0, 200).Select(seed => new TestPicture(
                $"noise/{seed}", "noise", null, seed % 2 == 0, () => Controls.Noise(seed, new Random(seed))))],
        };
    }

    private static double Uniform(Random random) => (random.NextDouble() * 360) - 180;

    /// <summary>What cameras and scanners give: mostly upright, some tilted, some on their side, few anywhere.</summary>
    private static double Realistic(Random random) => random.NextDouble() switch
    {
        < 0.75 => (random.NextDouble() * 2) - 1,
        < 0.85 => (random.NextDouble() * 20) - 10,
        < 0.95 => 90 * random.Next(1, 4),
        _ => Uniform(random),
    };

    /// <summary>What scanners give: mostly a small skew, some fed upside down, few on their side.</summary>
    private static double Scanned(Random random) => random.NextDouble() switch
    {
        < 0.7 => (random.NextDouble() * 4) - 2,
        < 0.8 => (random.NextDouble() * 20) - 10,
        < 0.92 => 180 + (random.NextDouble() * 4) - 2,
        _ => (90 * random.Next(4)) + (random.NextDouble() * 4) - 2,
    };

    /// <summary>Each page once, half of them in a mirror.</summary>
    private static IReadOnlyList<TestPicture> HalfMirrored(IReadOnlyList<SourcePicture> pictures) =>
    [
        .. Set([.. pictures.Where(picture => picture.IsMirroredInHalf)], PictureTurner.MirroredFrame, Scanned).Select(picture => picture with { IsMirrored = true }),
        .. Set([.. pictures.Where(picture => !picture.IsMirroredInHalf)], PictureTurner.Frame, Scanned),
    ];

    private static IReadOnlyList<TestPicture> Set(IReadOnlyList<SourcePicture> pictures, Turner turn, Func<Random, double> draw) =>
    [
        .. pictures.Select(picture =>
        {
            var random = new Random(picture.Seed);
            var truth = new Angle(draw(random));
            return new TestPicture(picture.Name, picture.Source, truth, picture.IsForCalibration, () => turn(picture, truth, random));
        }),
    ];
}

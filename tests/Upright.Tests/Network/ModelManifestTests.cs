using Upright.Network;

namespace Upright.Tests.Network;

public sealed class ModelManifestTests
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["upright.format"] = "1",
        ["upright.input"] = "look",
        ["upright.colour"] = "rgb",
        ["upright.shape"] = "round",
        ["upright.direction"] = "degrees_clockwise_to_upright",
        ["upright.corners"] = "half_diagonals_relative_to_upright",
        ["upright.text_lines"] = "logits",
        ["upright.weights"] = "abc",
        ["upright.scale"] = "0.5",
        ["upright.offset"] = "-1",
        ["upright.size_multiple"] = "32",
        ["upright.calibration.any.picture"] = "0.1:0.2 0.9:0.95",
        ["upright.calibration.scan.text"] = "0.5:0.6 0.8:0.9",
    };

    public static TheoryData<string> Entries => [.. Good.Keys.Where(key => !key.StartsWith("upright.calibration", StringComparison.Ordinal))];

    [Fact]
    public void IsRead()
    {
        var manifest = ModelManifest.Read(Good);

        Assert.Equal("abc", manifest.Weights);
        Assert.Equal(0.5f, manifest.Scale);
        Assert.Equal([new CalibrationKnot(0.1, 0.2), new CalibrationKnot(0.9, 0.95)], manifest.Calibrations["any.picture"]);
        Assert.Equal([new CalibrationKnot(0.5, 0.6), new CalibrationKnot(0.8, 0.9)], manifest.Calibrations["scan.text"]);
    }

    [Fact]
    public void AModelNotYetCalibratedHasNoKnots() =>
        Assert.Empty(ModelManifest.Read(Good.Where(pair => !pair.Key.StartsWith("upright.calibration", StringComparison.Ordinal)).ToDictionary()).Calibrations);

    [Theory]
    [MemberData(nameof(Entries))]
    public void EachMissingEntryIsNamed(string entry)
    {
        var refusal = Assert.Throws<UprightException>(() => ModelManifest.Read(Good.Where(pair => pair.Key != entry).ToDictionary()));

        Assert.Same(UprightError.UnusableModel, refusal.Error);
        Assert.Contains(entry, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AModelOfAnOlderRunDoesNotReadMirrors()
    {
        Assert.False(ModelManifest.Read(Good).ReadsMirrors);
        Assert.True(ModelManifest.Read(new Dictionary<string, string>(Good) { ["upright.mirrored"] = "logit" }).ReadsMirrors);
    }

    [Theory]
    [InlineData("upright.mirrored", "probability")]
    [InlineData("upright.format", "2")]
    [InlineData("upright.colour", "bgr")]
    [InlineData("upright.direction", "radians")]
    public void AnotherMeaningIsRefused(string entry, string value) =>
        Assert.Throws<UprightException>(() => ModelManifest.Read(new Dictionary<string, string>(Good) { [entry] = value }));
}

using Upright.Files;
using Upright.Imaging;
using Upright.Rectification;

namespace Upright.Tests.Imaging;

/// <summary>Everything that describes a picture is there after every way of turning it, as another program reads it.</summary>
public sealed class MetadataSurvivalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(".jpg", RotationMethod.LosslessQuarter)]
    [InlineData(".jpg", RotationMethod.Quarter)]
    [InlineData(".jpg", RotationMethod.AffineWarp)]
    [InlineData(".jpg", RotationMethod.OrientationTag)]
    [InlineData(".png", RotationMethod.Quarter)]
    [InlineData(".png", RotationMethod.AffineWarp)]
    [InlineData(".png", RotationMethod.OrientationTag)]
    [InlineData(".webp", RotationMethod.Quarter)]
    [InlineData(".webp", RotationMethod.AffineWarp)]
    [InlineData(".webp", RotationMethod.OrientationTag)]
    [InlineData(".tif", RotationMethod.Quarter)]
    [InlineData(".tif", RotationMethod.AffineWarp)]
    [InlineData(".tif", RotationMethod.OrientationTag)]
    [InlineData(".avif", RotationMethod.Quarter)]
    [InlineData(".avif", RotationMethod.AffineWarp)]
    [InlineData(".gif", RotationMethod.Quarter)]
    [InlineData(".gif", RotationMethod.AffineWarp)]
    public void WhatDescribesThePictureIsTheSameBeforeAndAfter(string suffix, RotationMethod method)
    {
        using var drawn = Drawing.Quarters();
        using var wide = drawn.IccTransform("p3", inputProfile: "srgb");
        var input = folder.Save("in" + suffix, Given.Encoded(suffix == ".gif" ? drawn : wide, suffix));
        Described.Describe(folder, input);
        var output = folder["out" + suffix];

        Turn(input, output, method);

        var before = Described.Tags(input);
        Assert.Subset(new HashSet<string>(before.Keys), Expected(suffix));
        Assert.Equal(before, Described.Tags(output));
        Assert.DoesNotContain("Error", Needs.Output("exiftool", "-validate", "-s3", output), StringComparison.Ordinal);
        if (method != RotationMethod.OrientationTag)
        {
            Assert.Equal(1, Given.File(output).Info.Orientation);
        }
    }

    // What exiftool could write into each format: the test would be empty without.
    private static HashSet<string> Expected(string suffix) => suffix switch
    {
        ".gif" => ["XMP-dc:Title", "File:Comment"],
        ".avif" => ["XMP-dc:Title", "Canon:OwnerName", "GPS:GPSLatitude"],
        ".webp" => ["XMP-dc:Title", "Canon:OwnerName", "GPS:GPSLatitude", "ICC_Profile:ProfileDescription"],
        ".png" => ["XMP-dc:Title", "Canon:OwnerName", "GPS:GPSLatitude", "ICC_Profile:ProfileDescription", "IPTC:City", "PNG:Comment", "PNG:Author"],
        ".tif" => ["XMP-dc:Title", "Canon:OwnerName", "GPS:GPSLatitude", "ICC_Profile:ProfileDescription", "IPTC:City"],
        _ => ["XMP-dc:Title", "XMP-xmpNote:HasExtendedXMP", "Canon:OwnerName", "GPS:GPSLatitude", "ICC_Profile:ProfileDescription", "IPTC:City", "File:Comment"],
    };

    private static void Turn(string input, string output, RotationMethod method)
    {
        var source = PictureSource.FromFile(input, Given.Limits);
        var picture = Given.File(input);
        if (method == RotationMethod.OrientationTag)
        {
            AtomicFile.Write(output, InputGuard.None, OrientationTag.Writer(source, picture.Info.Format, 3));
            return;
        }

        if (method == RotationMethod.LosslessQuarter)
        {
            AtomicFile.Write(output, InputGuard.None, JpegTurner.For(source, picture.Info.Orientation, SquareSymmetry.OfQuarterTurns(1))!.Move(behind: null)!);
            return;
        }

        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        var plan = RotationPlan.For(new Angle(method == RotationMethod.Quarter ? 90 : 7), image.Width, image.Height);
        Assert.Equal(method, plan.Method);
        using var turned = Rectifier.Rectify(image, plan, Fill.White, Codecs.Of(picture.Info.Format).KeepsAlpha);
        PictureWriter.WriteFile(turned, output, EncodeOptions.For(picture.Info), InputGuard.None);
    }
}

using NetVips;
using Upright.Files;
using Upright.Imaging;

namespace Upright.Tests.Imaging;

/// <summary>Short forms for what every test of this folder does.</summary>
internal static class Given
{
    public static readonly DecodeLimits Limits = new();

    public static Picture Picture(byte[] bytes, DecodeLimits? limits = null) =>
        Upright.Imaging.Picture.Open(PictureSource.FromMemory(bytes, limits ?? Limits), limits ?? Limits);

    public static Picture File(string path, DecodeLimits? limits = null) =>
        Upright.Imaging.Picture.Open(PictureSource.FromFile(path, limits ?? Limits), limits ?? Limits);

    /// <summary>The picture encoded by libvips directly, not by the code under test.</summary>
    public static byte[] Encoded(Image image, string suffix) => image.WriteToBuffer(suffix);

    public static byte[] Quarters(string suffix)
    {
        using var image = Drawing.Quarters();
        return Encoded(image, suffix);
    }

    /// <summary>Written by the code under test with the input's own format and settings.</summary>
    public static byte[] Rewritten(Picture picture, PictureFormat? format = null)
    {
        using var folder = new TemporaryFolder();
        using var image = picture.OpenForOutput(PixelAccess.Sequential);
        PictureWriter.WriteFile(image, folder["out"], EncodeOptions.For(picture.Info, format), InputGuard.None);
        Assert.Equal(["out"], folder.Names);
        return System.IO.File.ReadAllBytes(folder["out"]);
    }

    public static UprightError Refused(Action action) => Assert.Throws<UprightException>(action).Error;
}

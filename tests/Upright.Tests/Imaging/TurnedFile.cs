using Upright.Files;
using Upright.Imaging;
using Upright.Rectification;

namespace Upright.Tests.Imaging;

/// <summary>Turns a file as the tool does, by an angle that nobody has to find.</summary>
internal static class TurnedFile
{
    public static WrittenPicture Write(string input, string output, double degrees, FixOptions? options = null)
    {
        var chosen = options ?? new FixOptions();
        var source = PictureSource.FromFile(input, Given.Limits);
        var picture = Picture.Open(source, Given.Limits);
        var plan = RotationPlan.For(new Angle(degrees), picture.Info.Width, picture.Info.Height, chosen.Canvas);
        var format = PictureFormats.FromFileName(output) ?? picture.Info.Format;
        var prepared = UprightOutput.Prepare(source, picture, plan, format, chosen, CancellationToken.None);
        AtomicFile.Write(output, InputGuard.None, prepared.Write);
        return prepared.Written;
    }
}

using System.Globalization;
using System.Text;
using NetVips;

namespace Upright.TextLines.Compare;

/// <summary>A grey picture read from any file the evaluation holds.</summary>
internal sealed record GreyPicture(byte[] Pixels, int Width, int Height)
{
    public static GreyPicture Load(string path) => path.EndsWith(".pgm", StringComparison.Ordinal) ? LoadPgm(path) : LoadAny(path);

    private static GreyPicture LoadAny(string path)
    {
        using var image = Image.NewFromFile(path);
        using var flat = image.HasAlpha() ? image.Flatten() : image.Copy();
        using var grey = flat.Colourspace(Enums.Interpretation.Bw);
        return new GreyPicture(grey.WriteToMemory<byte>(), grey.Width, grey.Height);
    }

    /// <summary>poppler's portable greymaps; libvips as packed for .NET does not read them.</summary>
    private static GreyPicture LoadPgm(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var header = Encoding.ASCII.GetString(bytes, 0, 40).Split((char[])[' ', '\n'], 5);
        var (width, height) = (int.Parse(header[1], CultureInfo.InvariantCulture), int.Parse(header[2], CultureInfo.InvariantCulture));
        return new GreyPicture(bytes[^(width * height)..], width, height);
    }
}

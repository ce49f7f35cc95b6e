using NetVips;

namespace Upright.Tests.Cli;

/// <summary>A folder of drawn pictures that is gone after the test.</summary>
internal sealed class PictureFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upright-cli-");

    public string Root => folder.FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>A house under a sky, in the format of the name's ending.</summary>
    public string Draw(string name, int width = 320, int height = 240)
    {
        var path = this[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var sky = Image.Black(width, height, bands: 3) + new double[] { 120, 170, 230 };
        using var house = sky.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb).Mutate(image =>
        {
            image.DrawRect([80, 120, 60], 0, height * 2 / 3, width, height / 3, fill: true);
            image.DrawRect([150, 60, 50], width / 3, height / 3, width / 3, height / 2, fill: true);
            image.DrawRect([250, 240, 200], width * 2 / 5, height / 2, width / 12, height / 10, fill: true);
        });
        house.WriteToFile(path);
        return path;
    }

    /// <summary>The same, held askew by 20 degrees: whatever is answered, it is to be turned.</summary>
    public string DrawTilted(string name)
    {
        using var upright = Image.NewFromFile(Draw(name, 640, 480));
        using var tilted = upright.Similarity(angle: 20, background: [255, 255, 255]);
        using var inner = tilted.Crop(tilted.Width / 4, tilted.Height / 4, tilted.Width / 2, tilted.Height / 2);
        using var memory = inner.CopyMemory();
        memory.WriteToFile(this[name]);
        return this[name];
    }

    /// <summary>Dates a file back, so that whoever writes it again is noticed.</summary>
    public DateTime WrittenLongAgo(string name)
    {
        DateTime written = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(this[name], written);
        return written;
    }

    public byte[] Bytes(string name) => File.ReadAllBytes(this[name]);

    /// <summary>Names of all files below, sorted.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);
}

using Upright.Files;
using Upright.Imaging;

namespace Upright;

/// <summary>A file of XMP beside a picture, as raw developers and photo managers write it: <c>a.jpg.xmp</c> or <c>a.xmp</c>.</summary>
internal sealed class Sidecar
{
    private const string Ending = ".xmp";
    private const int MostBytes = 1 << 26;

    private readonly string picturePath;
    private readonly bool isAddedToName;
    private readonly byte[] packet;

    private Sidecar(string picturePath, bool isAddedToName, byte[] packet) =>
        (this.picturePath, this.isAddedToName, this.packet) = (picturePath, isAddedToName, packet);

    /// <summary>Where it lies.</summary>
    public string Location => PathBeside(picturePath);

    /// <summary>The orientation that it names, 1 to 8; null where it names none.</summary>
    public int? Orientation => Xmp.Orientation(packet);

    /// <summary>Those of a picture. <c>a.xmp</c> is not taken for one where another file, a raw one say, has this name too.</summary>
    public static IEnumerable<Sidecar> Of(string picturePath)
    {
        if (Read(picturePath + Ending) is { } added)
        {
            yield return new Sidecar(picturePath, true, added);
        }

        var replaced = Path.ChangeExtension(picturePath, Ending);
        if (replaced != picturePath && Read(replaced) is { } packet && !HasNamesake(picturePath, replaced))
        {
            yield return new Sidecar(picturePath, false, packet);
        }
    }

    /// <summary>Where one of its kind lies beside another picture.</summary>
    public string PathBeside(string picture) => isAddedToName ? picture + Ending : Path.ChangeExtension(picture, Ending);

    /// <summary>Where sidecars of a picture lie, if there are any.</summary>
    public static IEnumerable<string> PathsOf(string picture) => [picture + Ending, Path.ChangeExtension(picture, Ending)];

    /// <summary>Writes beside a raw file how it stands: into the sidecar it has, or a new one, named as raw developers look for it.</summary>
    /// <param name="inputPath">The raw file.</param>
    /// <param name="outputPath">Where it, or its copy, lies.</param>
    /// <param name="orientation">1 to 8, of the raw data.</param>
    /// <exception cref="UprightException"><see cref="UprightError.CannotTag"/> where its sidecar is none, or <see cref="UprightError.CannotWrite"/>.</exception>
    public static void Tell(string inputPath, string outputPath, int orientation)
    {
        var sidecar = Read(inputPath + Ending) is { } added ? new Sidecar(inputPath, true, added)
            : new Sidecar(inputPath, false, Read(Path.ChangeExtension(inputPath, Ending)) ?? Xmp.Empty);
        var packet = sidecar.Orientation is null
            ? Xmp.Naming(sidecar.packet, orientation) ?? throw new UprightException(UprightError.CannotTag, $"'{sidecar.Location}' is no XMP.")
            : sidecar.packet;
        new Sidecar(inputPath, sidecar.isAddedToName, packet).WriteBeside(outputPath, orientation, map: null);
    }

    /// <summary>Writes it, as it holds for the written picture, beside that, with its own time.</summary>
    /// <param name="outputPath">Where the picture was written.</param>
    /// <param name="orientation">The orientation that the written picture has, 1 to 8.</param>
    /// <param name="map">Where points came to lie; null where the picture lies as it did.</param>
    /// <exception cref="UprightException"><see cref="UprightError.CannotWrite"/></exception>
    public void WriteBeside(string outputPath, int orientation, CoordinateMap? map)
    {
        var target = PathBeside(outputPath);
        if (FileIdentity.AreSame(Location, target) && !FileIdentity.AreSame(picturePath, outputPath))
        {
            target = outputPath + Ending; // a.heic and a.jpg lie side by side, and a.xmp goes on to hold for the first
        }

        var written = Xmp.WithOrientation(map is null ? packet : Xmp.Turned(packet, map), orientation);
        if (!FileIdentity.AreSame(Location, target) || !written.AsSpan().SequenceEqual(Read(target)))
        {
            var time = File.Exists(Location) ? File.GetLastWriteTimeUtc(Location) : (DateTime?)null;
            AtomicFile.Write(target, InputGuard.None, stream => stream.Write(written));
            if (time is { } kept)
            {
                File.SetLastWriteTimeUtc(target, kept);
            }
        }
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MostBytes } ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // what cannot be read says nothing
        }
    }

    private static bool HasNamesake(string picturePath, string sidecarPath) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(picturePath))!, "*", SearchOption.TopDirectoryOnly)
            .Any(file => Path.GetFileNameWithoutExtension(file) == Path.GetFileNameWithoutExtension(picturePath)
                && Path.GetFileName(file) != Path.GetFileName(picturePath) && Path.GetFileName(file) != Path.GetFileName(sidecarPath));
}

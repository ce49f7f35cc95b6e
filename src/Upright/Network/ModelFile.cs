using System.Reflection;

namespace Upright.Network;

/// <summary>The models' bytes: those that come with the library, or a file.</summary>
internal static class ModelFile
{
    /// <summary>The small network, asked about every picture.</summary>
    public const string Small = "upright.onnx";

    /// <summary>The larger network, asked where the small one is not sure.</summary>
    public const string Large = "upright-large.onnx";

    /// <summary>The page orientation network.</summary>
    public const string Page = "page.onnx";

    /// <summary>Brings a picture to a GPU.</summary>
    public const string Upload = "upload.onnx";

    /// <summary>Cuts views out of it there.</summary>
    public const string Views = "looks.onnx";

    /// <param name="path">A file; null for the small network that comes with the library.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/></exception>
    public static byte[] Read(string? path)
    {
        try
        {
            return path is null ? BuiltIn(Small) : File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UprightException(UprightError.UnusableModel, exception.Message, exception);
        }
    }

    /// <summary>A model that comes with the library.</summary>
    public static byte[] BuiltIn(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Whether a model comes with the library.</summary>
    public static bool IsBuiltIn(string name) => Assembly.GetExecutingAssembly().GetManifestResourceInfo(name) is not null;
}

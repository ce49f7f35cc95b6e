using System.Reflection;

namespace Upright.Network;

/// <summary>The model's bytes: those that come with the library, or a file.</summary>
internal static class ModelFile
{
    /// <param name="path">A file; null for the model that comes with the library.</param>
    /// <exception cref="UprightException"><see cref="UprightError.UnusableModel"/></exception>
    public static byte[] Read(string? path)
    {
        try
        {
            return path is null ? BuiltIn() : File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UprightException(UprightError.UnusableModel, exception.Message, exception);
        }
    }

    private static byte[] BuiltIn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("upright.onnx")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

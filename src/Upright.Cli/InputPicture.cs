namespace Upright.Cli;

/// <summary>One picture to do.</summary>
/// <param name="Path">As it was given, or below the folder as it was given.</param>
/// <param name="Below">Its path below the given folder: where it goes below an output folder.</param>
/// <param name="IsNamed">Whether it was named, not found in a folder: it is never left out in silence.</param>
internal sealed record InputPicture(string Path, string Below, bool IsNamed = false)
{
    /// <summary>Whether it comes by standard input.</summary>
    public bool IsStream => Path == InputPictures.Stream;
}

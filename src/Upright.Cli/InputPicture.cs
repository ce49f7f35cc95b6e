namespace Upright.Cli;

/// <summary>One picture to do.</summary>
/// <param name="Path">As it was given, or below the folder as it was given.</param>
/// <param name="Below">Its path below the given folder: where it goes below an output folder.</param>
internal sealed record InputPicture(string Path, string Below)
{
    /// <summary>Whether it comes by standard input.</summary>
    public bool IsStream => Path == InputPictures.Stream;
}

using System.Globalization;

namespace Upright.Cli;

/// <summary>Keeps what is in no list, so that a row or a message needs no more than a reference to it.</summary>
internal static class UnexpectedLog
{
    private static readonly Lock Writing = new();

    /// <summary>The log's file.</summary>
    public static string Path { get; } =
        System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "upright", "unexpected.log");

    /// <summary>Adds an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="about">The picture, or the command line.</param>
    /// <returns>The catalogue's error for it, with the reference.</returns>
    public static UprightException Add(Exception exception, string about)
    {
        var reference = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
        var entry = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.Now:O} {reference} {about}\n{exception}\n\n");
        try
        {
            lock (Writing)
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                File.AppendAllText(Path, entry);
            }

            return new UprightException(UprightError.Unexpected, $"Reference {reference} in '{Path}'.", exception);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new UprightException(UprightError.Unexpected, $"{exception.GetType().Name}: {exception.Message} (It could not be logged.)", exception);
        }
    }
}

namespace Upright;

/// <summary>
/// Something from the error catalogue happened; nothing was written and the input is untouched. The message is in the language
/// of the current UI culture, English or Chinese.
/// </summary>
public sealed class UprightException : Exception
{
    /// <summary>Creates the exception for a catalogue entry.</summary>
    /// <param name="error">The entry.</param>
    /// <param name="detail">What exactly, for this input; null when the entry says it all.</param>
    /// <param name="innerException">The cause, if another library reported it.</param>
    public UprightException(UprightError error, string? detail = null, Exception? innerException = null)
        : base(Said(error, detail is null ? null : Words.Of(detail)), innerException) =>
        (Error, Detail) = (error, detail is null ? null : Words.Of(detail));

    /// <summary>Creates it with something put into the detail.</summary>
    internal UprightException(UprightError error, Sentence detail, Exception? innerException = null)
        : this(error, detail.ToString(), innerException)
    {
    }

    /// <summary>The catalogue entry.</summary>
    public UprightError Error { get; }

    /// <summary>What exactly, between the entry's summary and its advice; null when the entry says it all.</summary>
    internal string? Detail { get; }

    private static string Said(UprightError error, string? detail) =>
        string.Join(' ', new[] { Words.Of(error.Summary), detail, Words.Of(error.Advice) }.OfType<string>());
}

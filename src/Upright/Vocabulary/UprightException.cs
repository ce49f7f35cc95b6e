namespace Upright;

/// <summary>Something from the error catalogue happened; nothing was written and the input is untouched.</summary>
public sealed class UprightException : Exception
{
    /// <summary>Creates the exception for a catalogue entry.</summary>
    /// <param name="error">The entry.</param>
    /// <param name="detail">What exactly, for this input; null when the entry says it all.</param>
    /// <param name="innerException">The cause, if another library reported it.</param>
    public UprightException(UprightError error, string? detail = null, Exception? innerException = null)
        : base(detail is null ? $"{error.Summary} {error.Advice}" : $"{error.Summary} {detail} {error.Advice}", innerException) =>
        (Error, Detail) = (error, detail);

    /// <summary>The catalogue entry.</summary>
    public UprightError Error { get; }

    /// <summary>What exactly, between the entry's summary and its advice; null when the entry says it all.</summary>
    internal string? Detail { get; }
}

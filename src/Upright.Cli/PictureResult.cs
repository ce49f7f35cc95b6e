using System.Diagnostics;
using System.Text.Json.Nodes;
using Upright.Pages;

namespace Upright.Cli;

/// <summary>What became of one picture.</summary>
/// <param name="File">Its path as given.</param>
/// <param name="Estimate">What was found; null when it failed before.</param>
/// <param name="Report">What was written; null when it failed, or only an estimate was asked for.</param>
/// <param name="Pages">The pages of a document that were estimated; null for a picture.</param>
/// <param name="Document">What was written of a document; null for a picture, or when only estimates were asked for.</param>
/// <param name="Output">Where it was written.</param>
/// <param name="Failure">What went wrong.</param>
/// <param name="Time">How long it took, decoding and encoding included.</param>
/// <param name="Earlier">Its line in the ledger, when an earlier run has done it.</param>
/// <param name="DecidedBy">Who decided, when it was not the estimate.</param>
/// <param name="Original">Where the original of a picture that was replaced is kept.</param>
/// <param name="Planned">Where it would be written, when nothing is.</param>
internal sealed record PictureResult(
    string File,
    RotationEstimate? Estimate = null,
    UprightReport? Report = null,
    IReadOnlyList<PageEstimate>? Pages = null,
    DocumentReport? Document = null,
    string? Output = null,
    UprightException? Failure = null,
    TimeSpan Time = default,
    JsonObject? Earlier = null,
    OtherDecision? DecidedBy = null,
    string? Original = null,
    string? Planned = null)
{
    /// <summary>The decision about the picture, or about the document as a whole.</summary>
    public Decision? Decision => Document?.Decision ?? Estimate?.Decision;

    /// <summary>Whether what was written is the input, byte for byte, or nothing was written.</summary>
    public bool IsInputUnchanged => Failure is not null || (Report?.IsInputUnchanged ?? Document?.IsInputUnchanged ?? true);

    /// <summary>The exit code it asks for.</summary>
    public int ExitCode => Failure?.Error.ExitCode ?? 0;

    /// <summary>Does one picture: an error of the catalogue is a result like any other, unless it is one of the installation; and the time is taken.</summary>
    /// <param name="file">Its path as given.</param>
    /// <param name="work">Does it.</param>
    public static async Task<PictureResult> OfAsync(string file, Func<Task<PictureResult>> work)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            return await work() with { Time = Stopwatch.GetElapsedTime(began) };
        }
        catch (UprightException exception) when (!IsOfTheInstallation(exception.Error))
        {
            return new PictureResult(file, Failure: exception, Time: Stopwatch.GetElapsedTime(began));
        }
#pragma warning disable CA1031 // Whatever a picture sets off is its own row, and the others are done.
        catch (Exception exception) when (exception is not (UprightException or OperationCanceledException or ObjectDisposedException))
#pragma warning restore CA1031
        {
            return new PictureResult(file, Failure: UnexpectedLog.Add(exception, file), Time: Stopwatch.GetElapsedTime(began));
        }
    }

    // All pictures of the run would meet it alike.
    private static bool IsOfTheInstallation(UprightError error) =>
        error == UprightError.UnusableModel || error == UprightError.DeviceUnavailable || error == UprightError.MissingLibrary;
}

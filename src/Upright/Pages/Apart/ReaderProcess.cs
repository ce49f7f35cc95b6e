using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Upright.Pages.Apart;

/// <summary>One process that reads documents, one at a time.</summary>
internal sealed class ReaderProcess : IDisposable
{
    private static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private volatile bool isEnded;

    private ReaderProcess(Process process) => this.process = process;

    /// <summary>The document that it has open.</summary>
    public OpenQuestion? Document { get; set; }

    /// <summary>Whether it can be asked nothing more.</summary>
    public bool HasEnded => isEnded || process.HasExited;

    /// <exception cref="UprightException">It cannot be started.</exception>
    public static ReaderProcess Start(string program, IReadOnlyList<string> arguments, long memoryLimit)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = memoryLimit.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0"; // quick to start
        if (CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal))
        {
            start.Environment["LC_ALL"] = "zh_CN.UTF-8"; // it speaks as this program does
        }

        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // leaves no sockets behind when it is killed
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0"; // that it may end is what it is for
        try
        {
            var process = Process.Start(start)!;
            process.BeginErrorReadLine(); // a stack that overflowed is told there, frame by frame
            return new ReaderProcess(process);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw new UprightException(UprightError.CannotRead, $"The process that reads documents cannot be started: {exception.Message}", exception);
        }
    }

    /// <summary>Asks it.</summary>
    /// <exception cref="UprightException">The answer is an error of the catalogue.</exception>
    /// <exception cref="ReaderEndedException">It ended at it, or was ended.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and the process ended.</exception>
    public async Task<T> AskAsync<T>(Question question, Func<BinaryReader, T> read, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        // Pipes do not heed a token in every step; that their other end is gone they notice.
        await using var kill = stop.Token.UnsafeRegister(static state => ((ReaderProcess)state!).End(), this);
        BinaryReader? answer;
        try
        {
            var frame = Frames.Of(writer =>
            {
                writer.Write((byte)question.Kind);
                question.Write(writer);
            });
            await process.StandardInput.BaseStream.WriteAsync(frame, stop.Token).ConfigureAwait(false);
            await process.StandardInput.BaseStream.FlushAsync(stop.Token).ConfigureAwait(false);
            answer = await Frames.ReadAsync(process.StandardOutput.BaseStream, stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            throw Ended(exception);
        }

        if (answer is null)
        {
            throw Ended(null);
        }

        switch ((AnswerKind)answer.ReadByte())
        {
            case AnswerKind.Given:
                return read(answer);
            case AnswerKind.Refused:
                var code = answer.ReadString();
                var detail = answer.ReadString();
                throw new UprightException(UprightError.Catalogue.First(error => error.Code == code), detail.Length == 0 ? null : detail);
            default:
                End();
                throw new ReaderEndedException("Reading it took more memory than it may.");
        }

        Exception Ended(Exception? exception)
        {
            End();
            cancellationToken.ThrowIfCancellationRequested();
            return new ReaderEndedException(
                stop.IsCancellationRequested ? Words.Of($"Reading it took more than {limit.TotalSeconds:0.#} seconds.") : "Reading it ended the process that read it.", exception);
        }
    }

    /// <summary>Has the open document closed; false when it did not and the process was ended.</summary>
    public bool TryClose()
    {
        try
        {
            return AskAsync(new PageQuestion(QuestionKind.Close), _ => true, TimeToClose, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is ReaderEndedException or UprightException)
        {
            Dispose();
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        process.Dispose();
    }

    private void End()
    {
        isEnded = true;
        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }
}

/// <summary>How an answer begins.</summary>
internal enum AnswerKind : byte
{
    Given,
    Refused,
    OutOfMemory,
}

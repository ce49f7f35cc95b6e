using Upright.Pages.Apart;

namespace Upright.Pages;

/// <summary>
/// Processes that read PDFs apart from this one. A parser that a hostile document drives into a stack overflow, out of memory
/// or round in circles ends there, and what it was asked becomes an error or an unsure page. They are started when they are
/// needed, as many as there are cores at most, and each is used for many documents.
/// </summary>
/// <example>
/// <code>
/// if (args is ["read-documents"]) // the program in its other role
/// {
///     DocumentReader.Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());
///     return;
/// }
///
/// using var reader = new DocumentReader(Environment.ProcessPath!, ["read-documents"]);
/// var documents = new DocumentUprighter(upright) { Reader = reader };
/// </code>
/// </example>
/// <param name="program">A program that calls <see cref="Serve"/> on its standard streams when it is started so.</param>
/// <param name="arguments">What tells it to.</param>
public sealed class DocumentReader(string program, IReadOnlyList<string> arguments) : IDisposable
{
    private readonly SemaphoreSlim free = new(Environment.ProcessorCount);
    private readonly List<ReaderProcess> idle = [];
    private bool isDisposed;
    private int ended;

    /// <summary>How long one page, or the opening or writing of a document, may take.</summary>
    /// <value>Default one minute.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How much memory a process may have for what it reads, beside the pixels that are limited by themselves.</summary>
    /// <value>Bytes; default 1 GiB.</value>
    public long MemoryLimit { get; init; } = 1L << 30;

    /// <summary>The program's other role: reads documents for the process at the other end of the streams, until that closes them.</summary>
    /// <param name="input">What is asked.</param>
    /// <param name="output">What is answered; nothing else may write there.</param>
    public static void Serve(Stream input, Stream output) => ReaderRole.Serve(input, output);

    /// <summary>How many processes ended at what they were asked, or were ended.</summary>
    internal int Ended => ended;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (idle)
        {
            isDisposed = true;
            idle.ForEach(process => process.Dispose());
            idle.Clear();
        }
    }

    /// <summary>Asks about a document.</summary>
    /// <param name="document">The document; opened first by whichever process has another one open, or none.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Ends the process that works on it.</param>
    /// <exception cref="UprightException">The answer is an error of the catalogue.</exception>
    /// <exception cref="ReaderEndedException">The process ended at it, or was ended: it took too long or too much.</exception>
    internal async Task<T> AskAsync<T>(OpenQuestion document, Question question, Func<BinaryReader, T> read, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken).ConfigureAwait(false);
        ReaderProcess? process = null;
        try
        {
            process = Take(document);
            if (process.Document != document)
            {
                process.Document = null;
                document.PageCount = await process.AskAsync(document, answer => answer.ReadInt32(), TimeLimit, cancellationToken).ConfigureAwait(false);
                process.Document = document;
            }

            return await process.AskAsync(question, read, TimeLimit, cancellationToken).ConfigureAwait(false);
        }
        catch (ReaderEndedException)
        {
            Interlocked.Increment(ref ended);
            throw;
        }
        finally
        {
            GiveBack(process);
            free.Release();
        }
    }

    /// <summary>Has a document closed where it is open.</summary>
    internal void Close(OpenQuestion document)
    {
        lock (idle)
        {
            foreach (var process in idle.Where(process => process.Document == document).ToList())
            {
                idle.Remove(process);
                process.Document = null;
                if (process.TryClose())
                {
                    idle.Add(process);
                }
            }
        }
    }

    private ReaderProcess Take(OpenQuestion document)
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            foreach (var gone in idle.Where(one => one.HasEnded).ToList())
            {
                idle.Remove(gone);
                gone.Dispose();
            }

            var process = idle.Find(one => one.Document == document) ?? idle.Find(one => one.Document is null) ?? idle.LastOrDefault();
            if (process is not null)
            {
                idle.Remove(process);
                return process;
            }
        }

        return ReaderProcess.Start(program, arguments, MemoryLimit);
    }

    private void GiveBack(ReaderProcess? process)
    {
        lock (idle)
        {
            if (process is { HasEnded: false } && !isDisposed)
            {
                idle.Add(process);
            }
            else
            {
                process?.Dispose();
            }
        }
    }
}

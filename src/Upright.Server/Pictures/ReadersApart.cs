using Upright.Pages;
using Upright.Pages.Apart;

namespace Upright.Server.Pictures;

/// <summary>The processes that read callers' documents: this program in another role, with as much memory as the service itself has.</summary>
internal sealed class ReadersApart : IDisposable
{
    private const long MemoryLimit = 192 << 20;

    /// <summary>Reads documents; null where this program has no file of its own to start.</summary>
    public DocumentReader? Reader { get; } = ReaderProgram.Of(typeof(ReadersApart).Assembly, MemoryLimit);

    public void Dispose() => Reader?.Dispose();
}

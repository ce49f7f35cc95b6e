namespace Upright.Network;

/// <summary>Counts who uses a thing that its owner may dispose at any time: it goes when the last of them is done.</summary>
/// <param name="held">The thing.</param>
internal sealed class RefCountedDisposal(IDisposable held) : IDisposable
{
    private readonly Lock change = new();
    private int users = 1; // the owner
    private bool isDisposed;

    /// <summary>Begins to use it.</summary>
    /// <returns>To be disposed once, when it is not used any more.</returns>
    /// <exception cref="ObjectDisposedException">Its owner has disposed it.</exception>
    public IDisposable Begin()
    {
        lock (change)
        {
            ObjectDisposedException.ThrowIf(isDisposed, held);
            users++;
            return new Use(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (change)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
        }

        LetGo();
    }

    private void LetGo()
    {
        lock (change)
        {
            if (--users > 0)
            {
                return;
            }
        }

        held.Dispose();
    }

    private sealed class Use(RefCountedDisposal users) : IDisposable
    {
        public void Dispose() => users.LetGo();
    }
}

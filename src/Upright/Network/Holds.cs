namespace Upright.Network;

/// <summary>Counts who uses a thing that its owner may dispose at any time: it goes when the last of them is done.</summary>
/// <param name="held">The thing.</param>
internal sealed class Holds(IDisposable held) : IDisposable
{
    private readonly Lock change = new();
    private int holders = 1; // the owner
    private bool isDisposed;

    /// <summary>Begins to use it.</summary>
    /// <returns>To be disposed once, when it is not used any more.</returns>
    /// <exception cref="ObjectDisposedException">Its owner has disposed it.</exception>
    public IDisposable Begin()
    {
        lock (change)
        {
            ObjectDisposedException.ThrowIf(isDisposed, held);
            holders++;
            return new Hold(this);
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
            if (--holders > 0)
            {
                return;
            }
        }

        held.Dispose();
    }

    private sealed class Hold(Holds holds) : IDisposable
    {
        public void Dispose() => holds.LetGo();
    }
}

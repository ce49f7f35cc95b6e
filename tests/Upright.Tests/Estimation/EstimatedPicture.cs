using Upright.Tests.Cli;

namespace Upright.Tests.Estimation;

/// <summary>A folder for drawn pictures, and the library that estimates them.</summary>
public abstract class EstimatedPicture : IDisposable
{
    private protected PictureFolder Folder { get; } = new();

    private protected Uprighter Uprighter { get; } = Uprighter.Create();

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose()
    {
        Uprighter.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

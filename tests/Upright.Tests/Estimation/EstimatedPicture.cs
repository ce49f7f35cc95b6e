using Upright.Tests.Cli;

namespace Upright.Tests.Estimation;

/// <summary>A folder for drawn pictures, and the library that estimates them.</summary>
public abstract class EstimatedPicture : IDisposable
{
    private readonly PictureFolder folder = new();
    private readonly Uprighter upright = Uprighter.Create();

    private protected PictureFolder Folder => folder;

    private protected Uprighter Uprighter => upright;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public void Dispose()
    {
        upright.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

using Microsoft.ML.OnnxRuntime;

namespace Upright.Network;

/// <summary>A picture that a network looks at several times: what a GPU needs of it is uploaded once. For one thread at a time.</summary>
/// <param name="pixels">The picture.</param>
internal sealed class SeenPicture(PixelBuffer pixels) : IDisposable
{
    private ViewGraph? uploadedBy;
    private OrtValue? uploaded;

    /// <summary>The picture.</summary>
    public PixelBuffer Pixels => pixels;

    /// <summary>Its pixels in a graph's memory; null where there is no room for them.</summary>
    public OrtValue? In(ViewGraph graph)
    {
        if (uploadedBy != graph)
        {
            Dispose();
            uploaded = graph.Upload(pixels);
            uploadedBy = graph;
        }

        return uploaded;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (uploaded is not null)
        {
            uploadedBy!.Free(uploaded, pixels);
        }

        (uploadedBy, uploaded) = (null, null);
    }
}

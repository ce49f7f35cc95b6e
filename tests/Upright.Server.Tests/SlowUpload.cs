using System.Net;

namespace Upright.Server.Tests;

/// <summary>A picture whose second half is sent only when the test says so.</summary>
internal sealed class SlowUpload(byte[] picture) : HttpContent
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the first half is on its way.</summary>
    public Task Begun => begun.Task;

    public void Finish() => finish.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(picture.AsMemory(0, picture.Length / 2));
        await stream.FlushAsync();
        begun.SetResult();
        await finish.Task;
        await stream.WriteAsync(picture.AsMemory(picture.Length / 2));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = picture.Length;
        return true;
    }
}

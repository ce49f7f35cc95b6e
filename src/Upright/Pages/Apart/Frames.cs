namespace Upright.Pages.Apart;

/// <summary>Messages between two processes: four bytes of length, and as many that follow.</summary>
internal static class Frames
{
    /// <summary>Lays a message out.</summary>
    public static ReadOnlyMemory<byte> Of(Action<BinaryWriter> write)
    {
        var frame = new MemoryStream();
        using BinaryWriter writer = new(frame);
        writer.Write(0);
        write(writer);
        writer.Flush();
        frame.Position = 0;
        writer.Write((int)frame.Length - sizeof(int));
        writer.Flush();
        return frame.GetBuffer().AsMemory(0, (int)frame.Length);
    }

    /// <summary>Reads the next message; null where the other side has closed.</summary>
    public static async Task<BinaryReader?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[sizeof(int)];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < head.Length)
        {
            return null;
        }

        var body = new byte[BitConverter.ToInt32(head)];
        var read = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read < body.Length ? null : new BinaryReader(new MemoryStream(body));
    }
}

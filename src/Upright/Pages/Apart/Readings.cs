namespace Upright.Pages.Apart;

/// <summary>What was read of pages, as it goes from process to process.</summary>
internal static class Readings
{
    private const int NoReason = -1;

    public static void Write(BinaryWriter writer, PageReading reading)
    {
        var page = reading.Page;
        writer.Write(page.Number);
        writer.Write((int)page.Kind);
        writer.Write(page.Width);
        writer.Write(page.Height);
        writer.Write(page.Letters);
        writer.Write(page.Angle.Degrees);
        writer.Write(page.Confidence);
        writer.Write(page.Reason is { } reason ? (int)reason : NoReason);
        writer.Write(reading.Picture is not null);
        if (reading.Picture is { } picture)
        {
            Write(writer, picture);
        }
    }

    public static void Write(BinaryWriter writer, PixelBuffer picture)
    {
        writer.Write(picture.Width);
        writer.Write(picture.Height);
        writer.Write(picture.Channels);
        writer.Write(picture.Pixels);
    }

    public static PageReading Read(BinaryReader reader)
    {
        PageEstimate page = new()
        {
            Number = reader.ReadInt32(),
            Kind = (PageKind)reader.ReadInt32(),
            Width = reader.ReadDouble(),
            Height = reader.ReadDouble(),
            Letters = reader.ReadInt32(),
            Angle = new Angle(reader.ReadDouble()),
            Confidence = reader.ReadDouble(),
        };
        var reason = reader.ReadInt32();
        page = reason == NoReason ? page : page with { Reason = (UnsureReason)reason };
        return new PageReading(page, reader.ReadBoolean() ? ReadPixels(reader) : null);
    }

    public static PixelBuffer ReadPixels(BinaryReader reader)
    {
        int width = reader.ReadInt32(), height = reader.ReadInt32(), channels = reader.ReadInt32();
        return new PixelBuffer(reader.ReadBytes(checked(width * height * channels)), width, height, channels);
    }
}

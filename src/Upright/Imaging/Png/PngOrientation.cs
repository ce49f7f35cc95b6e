namespace Upright.Imaging;

/// <summary>Puts an orientation into a PNG: into its eXIf chunk, or into a new one.</summary>
internal static class PngOrientation
{
    /// <summary>What to change; null where the eXIf chunk is damaged or there are no pixels.</summary>
    public static IReadOnlyList<Splice>? Set(Stream stream, int orientation)
    {
        var splices = new List<Splice>();
        var hasExif = false;
        long? pixelsAt = null;
        foreach (var chunk in PngChunks.Of(stream))
        {
            switch (chunk.Type)
            {
                case "eXIf":
                    hasExif = true;
                    if (ExifPatch.WithOrientation(PngChunks.Data(stream, chunk), orientation) is not { } changed)
                    {
                        return null;
                    }

                    splices.Add(new Splice(chunk.At, chunk.Size, PngChunks.Make(chunk.Type, changed)));
                    break;
                case "iTXt" or "tEXt" or "zTXt" when PngChunks.Data(stream, chunk) is var text && PngText.WithOrientation(chunk.Type, text, orientation) is var turned && turned != text:
                    splices.Add(new Splice(chunk.At, chunk.Size, PngChunks.Make(chunk.Type, turned)));
                    break;
                case "IDAT":
                    pixelsAt ??= chunk.At;
                    break;
            }
        }

        if (!hasExif && pixelsAt is { } at)
        {
            splices.Add(new Splice(at, 0, PngChunks.Make("eXIf", ExifPatch.BareOfOrientation(orientation))));
        }

        return hasExif || pixelsAt is not null ? splices : null;
    }
}

namespace Upright.Cli;

/// <summary>`--keep-originals DIR`: copies of what `--in-place` replaces, for `upright undo`.</summary>
/// <param name="folder">Where they go; its tree is that of the inputs.</param>
internal sealed class KeptOriginals(string folder)
{
    /// <summary>Keeps the original of a picture while it is being turned.</summary>
    /// <param name="picture">What is turned in place.</param>
    /// <param name="input">The same, open.</param>
    /// <param name="earlier">Its line of an earlier run, if it has not been written since: what was kept then is the original.</param>
    /// <param name="fixAsync">Turns it; told where the original is kept.</param>
    public async Task<PictureResult> KeepAsync(InputPicture picture, OpenedInput input, LedgerLine? earlier, Func<string?, Task<PictureResult>> fixAsync)
    {
        if (earlier?.Original is { } kept && File.Exists(kept))
        {
            using var sidecars = new KeptSidecars(picture.Path, kept);
            return await fixAsync(kept) with { Original = kept };
        }

        var copy = Free(Path.GetFullPath(Path.Combine(folder, picture.Below)));
        OutputFolder.CreateFor(copy);
        FileCopy.Make(picture.Path, copy, input.CopyTo);
        var isNeeded = false;
        try
        {
            using var sidecars = new KeptSidecars(picture.Path, copy);
            var result = await fixAsync(copy);
            isNeeded = (!result.IsInputUnchanged && result.Report?.OutputPath is null) // one that went elsewhere replaced nothing
                || sidecars.AreNeeded;
            return isNeeded ? result with { Original = copy } : result;
        }
        finally
        {
            if (!isNeeded)
            {
                File.Delete(copy);
            }
        }
    }

    // What was kept of another picture of this name stays.
    private static string Free(string path)
    {
        var free = path;
        for (var number = 2; Sidecar.PathsOf(free).Append(free).Any(File.Exists); number++)
        {
            free = Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}.{number}{Path.GetExtension(path)}");
        }

        return free;
    }
}

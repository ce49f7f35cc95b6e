namespace Upright.Cli;

/// <summary>Copies of a picture's sidecars beside its kept original; those that turn out to be unchanged are removed again.</summary>
internal sealed class KeptSidecars : IDisposable
{
    private readonly List<(string Sidecar, string Kept)> made = [];

    /// <summary>Keeps them; what was kept by an earlier run is the original, and stays.</summary>
    /// <exception cref="UprightException">One cannot be read or written.</exception>
    public KeptSidecars(string picturePath, string keptPath)
    {
        foreach (var sidecar in Sidecar.Of(picturePath))
        {
            var kept = sidecar.PathBeside(keptPath);
            if (!File.Exists(kept))
            {
                FileCopy.Make(sidecar.Location, kept);
                made.Add((sidecar.Location, kept));
            }
        }
    }

    /// <summary>Whether one of them was changed.</summary>
    public bool AreNeeded => made.Any(IsNeeded);

    /// <summary>Puts those back that lie beside a kept original.</summary>
    /// <returns>Those that stay as they are: they were written since.</returns>
    /// <exception cref="UprightException">One cannot be read or written.</exception>
    public static IReadOnlyList<string> PutBack(string keptPath, string picturePath)
    {
        var left = new List<string>();
        foreach (var (kept, sidecar) in Sidecar.PathsOf(keptPath).Zip(Sidecar.PathsOf(picturePath)).Where(pair => File.Exists(pair.First)))
        {
            // A run leaves a sidecar its time; another time is another program's.
            if (File.Exists(sidecar) && File.GetLastWriteTimeUtc(sidecar) != File.GetLastWriteTimeUtc(kept))
            {
                left.Add(sidecar);
            }
            else
            {
                FileCopy.Make(kept, sidecar);
            }
        }

        return left;
    }

    public void Dispose()
    {
        foreach (var pair in made.Where(pair => !IsNeeded(pair)))
        {
            File.Delete(pair.Kept);
        }
    }

    private static bool IsNeeded((string Sidecar, string Kept) pair) =>
        !File.Exists(pair.Sidecar) || !File.ReadAllBytes(pair.Sidecar).AsSpan().SequenceEqual(File.ReadAllBytes(pair.Kept));
}

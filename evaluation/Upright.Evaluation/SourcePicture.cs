namespace Upright.Evaluation;

/// <summary>A picture whose angle is known.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">Its path below the data folder, for results.</param>
/// <param name="Source">Which collection it is from.</param>
/// <param name="Angle">The clockwise turn that makes it upright, degrees.</param>
internal sealed record SourcePicture(string Path, string Name, string Source, double Angle)
{
    /// <summary>A number that depends on the name alone, so that a picture is treated alike in every run.</summary>
    public int Seed => (int)(Fnv(Name) & int.MaxValue);

    /// <summary>Half of the pictures of a set with mirrored ones are.</summary>
    public bool IsMirroredInHalf => (Seed >> 9) % 2 == 0;

    /// <summary>Half of the validation pictures fit the confidence, the other half is reported.</summary>
    public bool IsForCalibration => (Seed >> 8) % 2 == 0;

    private static uint Fnv(string text) => text.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
}

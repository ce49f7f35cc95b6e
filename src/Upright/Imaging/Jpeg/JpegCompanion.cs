namespace Upright.Imaging;

/// <summary>A picture behind the first one of a JPEG.</summary>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="IsGainMap">Whether it says where the first one is brighter, for displays that can show it.</param>
internal sealed record JpegCompanion(long Start, long Length, bool IsGainMap)
{
    /// <summary>What stands in its place in the written file; null where it is removed.</summary>
    public byte[]? Written { get; init; }
}

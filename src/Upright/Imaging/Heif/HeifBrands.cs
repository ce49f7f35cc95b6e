using System.Buffers.Binary;
using System.Text;

namespace Upright.Imaging;

/// <summary>What an ISO media file says that it is, in the box that begins it.</summary>
/// <param name="Major">Its own brand, four letters.</param>
/// <param name="Compatible">Brands whose readers can read it too, one after the other.</param>
internal sealed record HeifBrands(string Major, string Compatible)
{
    private static readonly string[] HevcBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx"];

    // "Some still picture": then the compatible brands tell which codec.
    private bool IsAnyStill => Major is "mif1" or "msf1" or "miaf";

    public bool IsAvif => Major is "avif" or "avis"
        || (IsAnyStill && (Compatible.Contains("avif", StringComparison.Ordinal) || Compatible.Contains("avis", StringComparison.Ordinal)));

    public bool IsHeic => HevcBrands.Contains(Major) || (IsAnyStill && !IsAvif);

    /// <summary>Reads them; null for a file that does not begin so.</summary>
    public static HeifBrands? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length < 8 || !head[4..].StartsWith("ftyp"u8))
        {
            return null;
        }

        var end = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(head), 8, (uint)head.Length);
        var brands = Encoding.Latin1.GetString(head[8..end]);
        return new HeifBrands(brands.Length >= 4 ? brands[..4] : "", brands);
    }
}

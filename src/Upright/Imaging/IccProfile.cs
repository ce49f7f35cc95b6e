using NetVips;

namespace Upright.Imaging;

/// <summary>The colour profile attached to a picture.</summary>
internal static class IccProfile
{
    /// <summary>The name under which libvips attaches it.</summary>
    public const string Field = "icc-profile-data";

    private const int ColourSpaceAt = 16;

    /// <summary>
    /// Whether there is one and it describes as many channels as the picture has.
    /// The profile of what a picture was before (inks, say) would make viewers show wrong colours.
    /// </summary>
    public static bool Fits(Image image) =>
        image.Contains(Field)
        && image.Get(Field) is byte[] profile
        && profile.Length > ColourSpaceAt + 4
        && profile.AsSpan(ColourSpaceAt, 4).SequenceEqual(image.Bands < 3 ? "GRAY"u8 : image.Interpretation == Enums.Interpretation.Cmyk ? "CMYK"u8 : "RGB "u8);
}

namespace Upright;

/// <summary>How large a picture is as it is shown (EXIF orientation applied).</summary>
/// <param name="Width">Pixels per row.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PictureSize(int Width, int Height)
{
    /// <summary>Width times height.</summary>
    public long Pixels => (long)Width * Height;
}

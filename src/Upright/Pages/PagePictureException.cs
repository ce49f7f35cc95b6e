namespace Upright.Pages;

/// <summary>A picture of a page cannot be looked at; the page is left, and the reason told.</summary>
internal sealed class PagePictureException(UnsureReason reason, Exception? cause = null) : Exception($"The page's picture: {reason}.", cause)
{
    /// <summary>Why.</summary>
    public UnsureReason Reason { get; } = reason;
}

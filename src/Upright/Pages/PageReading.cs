namespace Upright.Pages;

/// <summary>What a page says of itself, and its pictures where they must be asked.</summary>
/// <param name="Page">The page, judged by its letters if it has enough.</param>
/// <param name="Picture">Its pictures as they lie on it; null where they are not asked.</param>
internal sealed record PageReading(PageEstimate Page, PixelBuffer? Picture);

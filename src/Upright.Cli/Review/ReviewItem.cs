namespace Upright.Cli.Review;

/// <summary>Something to look at: a picture, or a page of a document.</summary>
/// <param name="Input">The file's full path.</param>
/// <param name="Page">The page's number, from 1; null for a picture.</param>
internal readonly record struct ReviewItem(string Input, int? Page);

using System.Text.RegularExpressions;

namespace Upright.Cli.Review;

/// <summary>The page of the review, in one piece: its style and its script are inside it. What stands in double brackets is said in the reader's language.</summary>
internal static partial class ReviewPage
{
    private static readonly string Frame = Read("review.html")
        .Replace("{{style}}", Read("review.css"), StringComparison.Ordinal)
        .Replace("{{script}}", Read("review.js"), StringComparison.Ordinal);

    /// <summary>For one review.</summary>
    /// <param name="token">What its requests show that they come from this page.</param>
    public static string Html(string token) =>
        Text().Replace(Frame, text => Words.Of(text.Groups[1].Value)).Replace("{{token}}", token, StringComparison.Ordinal);

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(ReviewPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\[\[(.+?)\]\]")]
    internal static partial Regex Text();
}

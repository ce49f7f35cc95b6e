using Upright.Pages;
using Upright.Pages.Apart;

namespace Upright.Cli;

/// <summary>Documents as the tool reads them: by itself, in another role, so that a hostile one ends no run.</summary>
internal static class Documents
{
    private static readonly Lazy<DocumentReader?> Reader = new(() => ReaderProgram.Of(typeof(Documents).Assembly));

    /// <summary>Documents judged by a model.</summary>
    public static DocumentUprighter Of(Uprighter upright) => new(upright) { Reader = Reader.Value };
}

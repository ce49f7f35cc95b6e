using System.Globalization;
using System.Resources;

namespace Upright;

/// <summary>
/// Texts for people, in the language of <see cref="CultureInfo.CurrentUICulture"/>: English as it stands in the code, which is
/// the key of its translation in <c>Words.LANGUAGE.resx</c>. Names, codes and columns of file formats are never translated.
/// </summary>
internal static class Words
{
    // Each assembly that speaks has its own.
    private static readonly List<ResourceManager> Books = [];

    static Words() => Add(new ResourceManager("Upright.Words", typeof(Words).Assembly));

    /// <summary>Adds the translations of another assembly.</summary>
    public static void Add(ResourceManager book)
    {
        lock (Books)
        {
            if (Books.TrueForAll(known => known.BaseName != book.BaseName))
            {
                // Names in a resx file differ by more than their case.
                book.IgnoreCase = true;
                Books.Add(book);
            }
        }
    }

    /// <summary>A text without anything put in.</summary>
    public static string Of(string english)
    {
        // English needs no resources to be read.
        if (CultureInfo.CurrentUICulture is { Name: "" or ['e', 'n', ..] })
        {
            return english;
        }

        lock (Books)
        {
            foreach (var book in Books)
            {
                if (book.GetString(english) is { } translated)
                {
                    return translated;
                }
            }
        }

        return english;
    }

    /// <summary>A text with something put in; numbers have a point in every language.</summary>
    public static string Of(Sentence sentence) => sentence.ToString();
}

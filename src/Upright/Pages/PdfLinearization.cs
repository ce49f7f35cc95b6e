using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Upright.Pages;

/// <summary>
/// The first object of a PDF that is made for the web (linearized): it says how long the file is. Such a file has cross references
/// at its front, so that one that is cut off opens, with pages that are empty.
/// </summary>
internal static partial class PdfLinearization
{
    private const int SearchedBytes = 1024;

    /// <summary>Refuses a file that is shorter than it says and has no end.</summary>
    /// <exception cref="UprightException">It is cut off.</exception>
    public static void CheckWhole(Stream file)
    {
        var head = new byte[Math.Min(SearchedBytes, file.Length)];
        file.Position = 0;
        file.ReadExactly(head);
        if (SaidLength().Match(Encoding.Latin1.GetString(head)) is { Success: true } said
            && long.TryParse(said.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length > file.Length
            && PdfTrailer.StartOf(file) is null or 0) // 0 ends the front part; other programs rewrite the end and leave the length
        {
            throw new UprightException(UprightError.DamagedDocument, $"It has {file.Length} of {length} bytes.");
        }

        file.Position = 0;
    }

    [GeneratedRegex(@"/Linearized[^>]*/L\s+(\d{1,18})", RegexOptions.CultureInvariant)]
    private static partial Regex SaidLength();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Upright.Pages;

/// <summary>
/// The end of a PDF: behind the last object a trailer, or the place of the cross references. A file that is cut off has none, or more
/// objects behind it. Readers rebuild such a file from what objects are left, with pages that are empty or missing.
/// </summary>
internal static partial class PdfEnd
{
    private const int Piece = 1 << 16;
    private const int Overlap = 64; // what is searched for is shorter
    private const int HeadBytes = 1024;

    /// <summary>Refuses a file that is cut off, within an update behind its first version, too.</summary>
    /// <exception cref="UprightException">It is cut off.</exception>
    public static void Check(Stream file)
    {
        // Made for the web (linearized), a file has cross references and an end in front as well, and says how long it is.
        // Other programs rewrite its end and leave the length.
        var saidLength = SaidLength().Match(Text(file, 0, HeadBytes)) is { Success: true } said
            && long.TryParse(said.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : 0;
        if (saidLength > file.Length && PdfTrailer.StartOf(file) is null or 0)
        {
            throw new UprightException(UprightError.DamagedDocument, $"It has {file.Length} of {saidLength} bytes.");
        }

        if ((Last(file, PlaceOfReferences()) ?? Last(file, Trailer())) is not { } end || GoesOnBehind(file, end))
        {
            throw new UprightException(UprightError.DamagedDocument, "It has no end: it is cut off.");
        }
    }

    private static long? Last(Stream file, Regex what)
    {
        for (var end = file.Length; end > 0; end -= Piece)
        {
            var start = Math.Max(0, end - Piece);
            if (what.Match(Text(file, start, (int)Math.Min(Piece + Overlap, file.Length - start))) is { Success: true } found)
            {
                return start + found.Index;
            }
        }

        return null;
    }

    // A trailer is an end of its own only in a file that has no better one.
    private static bool GoesOnBehind(Stream file, long start)
    {
        for (start += 1; start < file.Length; start += Piece)
        {
            if (ObjectOrTrailer().IsMatch(Text(file, start, Piece + Overlap)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Text(Stream file, long start, int count)
    {
        var bytes = new byte[Math.Min(count, file.Length - start)];
        file.Position = start;
        file.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    [GeneratedRegex(@"/Linearized[^>]*/L\s+(\d{1,18})", RegexOptions.CultureInvariant)]
    private static partial Regex SaidLength();

    [GeneratedRegex(@"startxref\s{0,20}\d{1,19}\s", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex PlaceOfReferences();

    [GeneratedRegex(@"trailer\s{0,20}<<", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"\d\s{1,20}\d{1,5}\s{1,20}obj\b|trailer\s{0,20}<<", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectOrTrailer();
}

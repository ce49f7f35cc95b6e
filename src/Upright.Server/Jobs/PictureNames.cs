using System.Globalization;
using System.Text;

namespace Upright.Server.Jobs;

/// <summary>
/// Names of pictures in results. A caller's names may be anything: paths out of the folder that a ZIP is unpacked in, twice the same,
/// Windows' names of devices, formulas for a spreadsheet, marks that show an ending which is not there, longer than file systems take.
/// </summary>
internal sealed class PictureNames
{
    // File systems take 255 bytes; a number for a copy, and an ending that a writer adds, need some of them.
    private const int MostBytes = 230;
    private const string NotInNames = "<>:\"/\\|?*";

    private static readonly string[] Devices =
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })];

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A bare file name like the one given, and no other picture's.</summary>
    public string Safe(string given)
    {
        var bare = given[(given.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        bare = Shortened(string.Concat(bare.EnumerateRunes().Where(IsVisible).Select(rune => rune.IsAscii && NotInNames.Contains((char)rune.Value) ? "_" : rune.ToString())).Trim('.', ' '));
        bare = bare.Length > 0 && (AngleTable.IsFormula(bare) || Devices.Contains(bare.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase)) ? "_" + bare : bare;
        var name = bare.Length == 0 ? "picture" : bare;
        for (var copy = 2; !taken.Add(name); copy++)
        {
            name = $"{Path.GetFileNameWithoutExtension(bare)} ({copy}){Path.GetExtension(bare)}";
        }

        return name;
    }

    // Control characters, marks of direction, and halves of letters.
    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned)
        && rune != Rune.ReplacementChar;

    private static string Shortened(string name)
    {
        var ending = Path.GetExtension(name) is { Length: < 16 } known ? known : "";
        var stem = name[..^ending.Length];
        while (Encoding.UTF8.GetByteCount(stem + ending) > MostBytes)
        {
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        }

        return stem + ending;
    }
}

using System.Globalization;
using Upright.Files;

namespace Upright;

/// <summary>The report files beside an output: the one place that names them.</summary>
/// <param name="Angle"><c>NAME_angle.txt</c>: one line, one number for each picture or page.</param>
/// <param name="Fields"><c>NAME_meta.json</c>.</param>
internal sealed record ReportFiles(string Angle, string Fields)
{
    /// <summary>Those of an output <c>NAME.ending</c>.</summary>
    public static ReportFiles Beside(string outputPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputPath);
        var stem = Path.Combine(Path.GetDirectoryName(outputPath) ?? "", Path.GetFileNameWithoutExtension(outputPath));
        return new ReportFiles(stem + "_angle.txt", stem + "_meta.json");
    }

    /// <summary>Writes both, each the old file or the new one, whole.</summary>
    /// <exception cref="UprightException"><see cref="UprightError.CannotWrite"/></exception>
    public void Write(IEnumerable<Angle> angles, string fields)
    {
        var lines = angles.Select(angle => angle.Rounded(3).ToString("F3", CultureInfo.InvariantCulture) + "\n");
        AtomicFile.WriteText(Angle, InputGuard.None, string.Concat(lines));
        AtomicFile.WriteText(Fields, InputGuard.None, fields);
    }
}

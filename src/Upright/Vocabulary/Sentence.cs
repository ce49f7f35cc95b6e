using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Upright;

/// <summary>
/// An interpolated string that remembers how it was written, so that it can be said in another language: <c>$"It has {pages} pages."</c>
/// is looked up as <c>It has {0} pages.</c>
/// </summary>
[InterpolatedStringHandler]
internal readonly struct Sentence(int literalLength, int formattedCount)
{
    private readonly StringBuilder english = new(literalLength + (4 * formattedCount));
    private readonly List<object?> values = new(formattedCount);

    public void AppendLiteral(string value) => english.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T value)
    {
        english.Append(CultureInfo.InvariantCulture, $"{{{values.Count}}}");
        values.Add(value);
    }

    public void AppendFormatted<T>(T value, string format)
    {
        english.Append(CultureInfo.InvariantCulture, $"{{{values.Count}:{format}}}");
        values.Add(value);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Words.Of(english.ToString()), [.. values]);
}

using System.Diagnostics;
using System.Globalization;
using Upright.TextLines;
using Upright.TextLines.Compare;

// Measures the pictures of a manifest.csv, one method after the other on each, and prints CSV.
// Arguments: the manifest's folder, a text that the kind must contain ("" for all), methods joined by "+".
var folder = args[0];
var methods = args[2].Split('+');
var lines = File.ReadAllLines(Path.Combine(folder, "manifest.csv"));
var header = lines[0].Split(',');
var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
string Cell(string[] row, params string[] names) => row.ElementAtOrDefault(Array.FindIndex(header, names.Contains)) ?? "";
string Kind(string[] row) => header.Contains("split") ? $"{Cell(row, "source")}:{Cell(row, "split")}" : Cell(row, "kind");

Console.WriteLine("file,kind,truth,method,answered,degrees,spread,confidence,lead,edges,sharpness,ms");
var warm = false;
foreach (var row in rows.Where(row => Kind(row).Contains(args[1], StringComparison.Ordinal)))
{
    var picture = GreyPicture.Load(Path.Combine(folder, Cell(row, "file")));
    foreach (var method in methods)
    {
        for (var i = 0; !warm && i < 30; i++)
        {
            Measure(picture, method); // until the methods are compiled for good
        }

        var (answered, angle, time) = Measure(picture, method);
        var evidence = angle.Evidence;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Cell(row, "file")},{Kind(row)},{Cell(row, "angle", "angle_to_upright")},{method},{(answered ? 1 : 0)},{angle.Degrees:0.0000},{angle.Spread:0.0000},{angle.Confidence:0.000},{evidence.Lead:0.000},{evidence.Edges},{evidence.Sharpness:0.00},{time.TotalMilliseconds:0.00}"));
    }

    warm = true;
}

static (bool Answered, TextLineAngle Angle, TimeSpan Time) Measure(GreyPicture picture, string method)
{
    if (method == "upright")
    {
        var watch = Stopwatch.StartNew();
        var answered = TextLineSkew.TryMeasure(picture.Pixels, picture.Width, picture.Height, 0, 45, out var angle);
        return (answered, angle, watch.Elapsed);
    }

    var found = Leptonica.TryMeasure(picture, out var degrees, out var confidence, out var time);
    return (found, new TextLineAngle(degrees, 0, confidence, default), time);
}

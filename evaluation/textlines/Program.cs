using System.Diagnostics;
using System.Globalization;
using Upright.TextLines;
using Upright.TextLines.Compare;

// compare FOLDER [filter]: measures every picture of FOLDER/manifest.csv, prints CSV.
Console.WriteLine("file,kind,truth,method,answered,degrees,spread,confidence,lead,edges,sharpness,ms");
var folder = args[0];
var methods = args.Length > 2 ? args[2].Split('+') : ["upright", "leptonica"];
var lines = File.ReadAllLines(Path.Combine(folder, "manifest.csv"));
var header = lines[0].Split(',');
int Column(params string[] names) => Array.FindIndex(header, names.Contains);
var (fileAt, kindAt, truthAt, splitAt) = (Column("file"), Column("source", "kind"), Column("angle_to_upright", "angle"), Column("split"));
if (Column("angle") >= 0)
{
    kindAt = Column("kind");
}

var warm = false;
foreach (var line in lines[1..])
{
    var cells = line.Split(',');
    var kind = splitAt < 0 ? cells[kindAt] : $"{cells[kindAt]}:{cells[splitAt]}";
    if (args.Length > 1 && !kind.Contains(args[1], StringComparison.Ordinal))
    {
        continue;
    }

    var picture = GreyPicture.Load(Path.Combine(folder, cells[fileAt]));
    var (grey, width, height) = (picture.Pixels, picture.Width, picture.Height);
    foreach (var method in methods)
    {
        (bool Answered, TextLineAngle Angle, double Ms) Run()
        {
            var watch = Stopwatch.StartNew();
            if (method == "upright")
            {
                var answered = TextLineSkew.TryMeasure(grey, width, height, 0, 45, out var angle);
                return (answered, angle, watch.Elapsed.TotalMilliseconds);
            }

            var found = Leptonica.TryMeasure(grey, width, height, out var degrees, out var confidence, out var search);
            return (found, new TextLineAngle(degrees, 0, confidence, default), search.TotalMilliseconds);
        }

        for (var i = 0; !warm && i < 20; i++)
        {
            Run();
        }

        warm = true;
        var result = Run();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{cells[fileAt]},{kind},{(truthAt < 0 ? "" : cells[truthAt])},{method},{(result.Answered ? 1 : 0)},{result.Angle.Degrees:0.0000},{result.Angle.Spread:0.0000},{result.Angle.Confidence:0.000},{result.Angle.Evidence.Lead:0.000},{result.Angle.Evidence.Edges},{result.Angle.Evidence.Sharpness:0.00},{result.Ms:0.00}"));
    }
}

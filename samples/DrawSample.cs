#:package NetVips
#:package NetVips.Native

// Draws samples/test_input.jpg: a whiteboard, photographed with the camera held askew.
//   dotnet run samples/DrawSample.cs [OUTPUT] [TILT]
// The scene is drawn turned clockwise by the tilt (8.4 degrees unless given), so the upright picture is -8.4 degrees away.

using System.Globalization;
using System.Text;
using NetVips;

var output = args.Length > 0 ? args[0] : Path.Combine("samples", "test_input.jpg");
var tilt = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 8.4;

// Drawn at twice the size and scaled down, as a lens and a sensor would blur it.
using var drawn = Image.SvgloadBuffer(Encoding.UTF8.GetBytes(new Scene(tilt).Svg()), scale: 2);
using var opaque = drawn.Flatten();
using var small = opaque.Shrink(2, 2);
using var photo = AsPhotographed(small);
photo.Jpegsave(output, q: 88);
Console.WriteLine($"{output}: {photo.Width} x {photo.Height}, to be turned by {-tilt} degrees");

// Plaster, the lens' softness, the sensor's grain.
static Image AsPhotographed(Image scene)
{
    using var coarse = Image.Perlin(scene.Width, scene.Height, cellSize: 130, seed: 11);
    using var fine = Image.Perlin(scene.Width, scene.Height, cellSize: 5, seed: 12);
    using var grain = Image.Gaussnoise(scene.Width, scene.Height, sigma: 5.5, mean: 0.0, seed: 13);
    using var softGrain = grain.Gaussblur(0.6);
    using var soft = scene.Gaussblur(0.75);
    using var lit = soft + (coarse * 3) + (fine * 1.6) + softGrain;
    using var rounded = lit.Rint();
    using var bytes = rounded.Cast(Enums.BandFormat.Uchar);
    return bytes.Copy(interpretation: Enums.Interpretation.Srgb);
}

/// <summary>The whiteboard on its wall, as SVG; the origin is the middle of the picture.</summary>
internal sealed class Scene(double tilt)
{
    private const string Blue = "#1d3f8f", Black = "#23262b", Red = "#b3262c", Green = "#1f7a46";

    private readonly Pen _pen = new(seed: 7);

    public string Svg() => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200" viewBox="-800 -600 1600 1200">
        <defs>
          <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#cfc6b4"/><stop offset="1" stop-color="#a39a8a"/></linearGradient>
          <linearGradient id="board" x1="0" y1="0" x2="1" y2="0.7"><stop offset="0" stop-color="#f4f5f2"/><stop offset="0.55" stop-color="#e6e8e7"/><stop offset="1" stop-color="#cfd3d6"/></linearGradient>
          <linearGradient id="metal" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#d9dbdc"/><stop offset="0.35" stop-color="#9ea2a5"/><stop offset="0.6" stop-color="#c4c7c9"/><stop offset="1" stop-color="#7c8083"/></linearGradient>
          <linearGradient id="upright" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#d5d7d8"/><stop offset="0.5" stop-color="#a4a8ab"/><stop offset="1" stop-color="#84888b"/></linearGradient>
          <radialGradient id="glare"><stop offset="0" stop-color="#fff" stop-opacity="0.85"/><stop offset="0.4" stop-color="#fff" stop-opacity="0.4"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
          <radialGradient id="corners" cx="0.4" cy="0.4" r="0.75"><stop offset="0.45" stop-color="#1a1208" stop-opacity="0"/><stop offset="1" stop-color="#1a1208" stop-opacity="0.5"/></radialGradient>
          <filter id="shadow" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="14"/></filter>
          <filter id="near" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="3"/></filter>
          <filter id="smear" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="5 1.5"/></filter>
        </defs>
        <g transform="rotate({tilt})">
        <rect x="-1100" y="-1000" width="2200" height="2000" fill="url(#wall)"/>
        {Skirting()}
        {Switch()}
        <rect x="-640" y="-392" width="1310" height="862" rx="8" fill="#000" opacity="0.42" filter="url(#shadow)"/>
        <rect x="-660" y="-420" width="1320" height="860" rx="6" fill="url(#metal)"/>
        <rect x="-660" y="-402" width="18" height="824" fill="url(#upright)"/><rect x="642" y="-402" width="18" height="824" fill="url(#upright)"/>
        <rect x="-640" y="-400" width="1280" height="820" fill="url(#board)"/>
        <path d="M-640,-400 h1280 v7 h-1273 v813 h-7 z" fill="#000" opacity="0.2"/>
        {Caps()}
        {Wiped()}
        <g fill="none" stroke-linecap="round" stroke-linejoin="round" opacity="0.93">{Notes()}{Diagram()}{Chart()}</g>
        {Papers()}
        {Tray()}
        <ellipse cx="-330" cy="-230" rx="420" ry="170" transform="rotate(-24 -330 -230)" fill="url(#glare)" opacity="0.62"/>
        <path d="M330,-400 L470,-400 L200,420 L20,420 Z" fill="#fff" opacity="0.13" filter="url(#shadow)"/>
        </g>
        <rect x="-800" y="-600" width="1600" height="1200" fill="url(#corners)"/>
        </svg>
        """);

    private static string Skirting() => """
        <rect x="-1100" y="640" width="2200" height="90" fill="#d8d3c8"/><rect x="-1100" y="636" width="2200" height="6" fill="#efeae0"/><rect x="-1100" y="730" width="2200" height="300" fill="#5b4a3a"/>
        """;

    private static string Switch() => """
        <g><rect x="712" y="-12" width="64" height="104" rx="6" fill="#000" opacity="0.3" filter="url(#near)"/><rect x="708" y="-18" width="64" height="104" rx="6" fill="#e9e6dd"/><rect x="720" y="-6" width="40" height="80" rx="3" fill="#dedbd1" stroke="#b9b5aa" stroke-width="1.5"/><path d="M720,34 h40" stroke="#b9b5aa" stroke-width="1.5"/></g>
        """;

    private static string Caps() => string.Concat(new[] { (-662, -422), (624, -422), (-662, 404), (624, 404) }.Select(at =>
        $"""<rect x="{at.Item1}" y="{at.Item2}" width="38" height="38" rx="7" fill="#4a4e52"/><rect x="{at.Item1 + 3}" y="{at.Item2 + 3}" width="32" height="10" rx="5" fill="#71767a"/>"""));

    // What yesterday's meeting left behind the sponge.
    private string Wiped() =>
        $"""<g fill="none" stroke-linecap="round" opacity="0.1" filter="url(#smear)">{_pen.Write("budget for the next year", -560, 330, 2.6, Black, 7)}{_pen.Write("rooms and tables", 60, -120, 2.4, Blue, 8)}</g><path d="M-520,290 q180,-40 420,10 t420,-20" stroke="#777" stroke-width="46" fill="none" opacity="0.05" filter="url(#smear)"/>""";

    private string Notes() => string.Concat(
        _pen.Write("Release plan", -575, -300, 3.3, Blue, 6.5),
        _pen.Line(Blue, 6, (-578, -276), (-420, -281), (-245, -278)),
        _pen.Write("1. read the picture", -560, -198, 2.35, Black, 5),
        _pen.Write("2. find the angle", -560, -134, 2.35, Black, 5),
        _pen.Write("3. turn it once", -560, -70, 2.35, Black, 5),
        _pen.Write("4. write the report", -560, -6, 2.35, Black, 5),
        _pen.Line(Green, 6, (-604, -212), (-594, -198), (-572, -232)),
        _pen.Line(Green, 6, (-604, -148), (-594, -134), (-572, -168)),
        _pen.Write("not before Friday!", -540, 78, 2.5, Red, 5.5),
        _pen.Line(Red, 5, (-540, 96), (-390, 93), (-232, 97)));

    private string Diagram() => string.Concat(
        _pen.Box(Black, 130, -330, 170, 84), _pen.Write("camera", 150, -278, 2.1, Black, 4.6),
        _pen.Box(Black, 130, -170, 170, 84), _pen.Write("angle", 166, -122, 2.1, Black, 4.6),
        _pen.Box(Black, 410, -170, 190, 84), _pen.Write("upright", 436, -118, 2.1, Black, 4.6),
        _pen.Arrow(Blue, (214, -244), (216, -174)),
        _pen.Arrow(Blue, (302, -130), (406, -127)),
        _pen.Arrow(Red, (505, -174), (500, -240), (420, -290), (306, -290)),
        _pen.Write("check", 518, -236, 1.9, Red, 4.4));

    private string Chart() => string.Concat(
        _pen.Arrow(Black, (120, 330), (118, 120)),
        _pen.Arrow(Black, (108, 318), (560, 320)),
        _pen.Line(Red, 5.5, (130, 150), (160, 215), (205, 255), (280, 280), (380, 294), (530, 300)),
        _pen.Line(Blue, 5, (130, 240), (230, 236), (330, 222), (430, 190), (525, 140)),
        _pen.Write("error", 165, 190, 2, Red, 4.6),
        _pen.Write("speed", 420, 138, 2, Blue, 4.6),
        _pen.Write("days", 500, 362, 1.9, Black, 4.4));

    private string Papers() => $"""
        <g transform="rotate(-3 -420 240)"><rect x="-546" y="150" width="158" height="158" fill="#000" opacity="0.3" filter="url(#near)"/><rect x="-550" y="144" width="158" height="158" fill="#f2dc62"/><rect x="-550" y="144" width="158" height="26" fill="#e2ca4c"/>
        <g fill="none" stroke-linecap="round" stroke-linejoin="round">{_pen.Write("buy new", -534, 215, 1.6, Black, 3.2)}{_pen.Write("markers", -534, 255, 1.6, Black, 3.2)}</g></g>
        <g transform="rotate(2 -240 240)"><rect x="-346" y="160" width="158" height="158" fill="#000" opacity="0.3" filter="url(#near)"/><rect x="-350" y="154" width="158" height="158" fill="#e58f9d"/><rect x="-350" y="154" width="158" height="26" fill="#d27d8c"/>
        <g fill="none" stroke-linecap="round" stroke-linejoin="round">{_pen.Write("demo at", -334, 226, 1.6, Black, 3.2)}{_pen.Write("9:30", -322, 272, 2, Red, 3.6)}</g></g>
        <circle cx="604" cy="-357" r="19" fill="#000" opacity="0.35" filter="url(#near)"/><circle cx="600" cy="-362" r="18" fill="#b8322e"/><circle cx="594" cy="-368" r="6" fill="#fff" opacity="0.5"/>
        <circle cx="550" cy="-355" r="19" fill="#000" opacity="0.35" filter="url(#near)"/><circle cx="546" cy="-360" r="18" fill="#2c62a8"/><circle cx="540" cy="-366" r="6" fill="#fff" opacity="0.5"/>
        """;

    private static string Tray() => string.Concat(
        """<rect x="-292" y="446" width="620" height="36" fill="#000" opacity="0.4" filter="url(#shadow)"/><rect x="-300" y="424" width="620" height="34" rx="5" fill="url(#metal)"/>""",
        Marker(-250, Blue), Marker(-90, Red), Marker(70, Black),
        """<rect x="214" y="392" width="88" height="38" rx="5" fill="#3c5d87"/><rect x="214" y="416" width="88" height="15" rx="3" fill="#50504e"/>""");

    private static string Marker(int x, string colour) => $"""
        <rect x="{x}" y="407" width="130" height="20" rx="8" fill="#e8e8e4"/><rect x="{x}" y="419" width="130" height="8" rx="4" fill="#000" opacity="0.18"/><rect x="{x + 88}" y="405" width="46" height="24" rx="6" fill="{colour}"/><rect x="{x + 30}" y="407" width="32" height="20" fill="{colour}" opacity="0.75"/>
        """;
}

/// <summary>A hand with a marker: letters of single strokes, never twice alike.</summary>
internal sealed class Pen(int seed)
{
    // Absolute SVG paths on a baseline at 0; small letters are 10 high, tall ones 19. The number before is the width.
    private static readonly Dictionary<char, (double Width, string Path)> Letters = """
        a 11 M8.5,-8 C6,-11 0.5,-9.5 0.5,-4.5 C0.5,1 6,1 8.5,-4 M8.8,-9.5 C8.3,-5 8,-1 10,-0.3
        b 10.5 M1.5,-19 L1,-0.5 M1,-5 C2,-11 9,-11 8.5,-5 C8,1 2.5,1 1,-2
        c 9.5 M8,-8 C6,-10.5 0.8,-10 0.8,-4.5 C0.8,1 6,0.8 8.2,-1.5
        d 11 M8,-8 C5.5,-10.5 0.5,-9.5 0.5,-4.5 C0.5,1 6,1 8.2,-4 M9,-19 C8.6,-12 8,-3 9.3,0
        e 10 M1.2,-5 C5,-5 8.5,-6 7.8,-8.3 C6.8,-11 0.6,-10 0.6,-4.6 C0.6,1 6,0.8 8.3,-1.8
        f 8 M7.5,-17.5 C6,-20 3.6,-18.5 3.3,-14 L2.8,0 M0.3,-9.8 L6.6,-10.2
        g 10.5 M8.3,-8 C6,-10.8 0.6,-9.8 0.6,-4.8 C0.6,0.4 6,0.4 8.3,-4 M8.7,-9.5 C8.4,-2 9.2,6.5 4.6,7 C2.4,7.2 1,6 0.8,4.6
        h 10 M1.4,-19 L0.9,0 M1,-5.5 C3,-10.5 8,-11.5 7.8,-6 L7.8,0
        i 4.5 M1.5,-9.5 L1.3,0 M1.7,-14 L1.9,-13.5
        j 5.5 M3,-9.5 C3,0 3.4,7 -0.6,6.6 M3.2,-14 L3.4,-13.5
        k 9.5 M1.4,-19 L1,0 M7,-10 L1.3,-4.8 M3,-6 L7.8,0
        l 5 M1.6,-19 C1.3,-10 0.6,-0.4 3,-0.3
        m 14 M0.9,-9.6 L0.7,0 M0.9,-5.5 C2.5,-10.8 6.3,-11 6.1,-5.5 L6,0 M6.1,-5.5 C8,-10.8 11.7,-11 11.5,-5.5 L11.6,0
        n 10.5 M0.9,-9.6 L0.8,0 M0.9,-5.5 C3,-10.8 8,-11.2 7.8,-5.5 L7.9,0
        o 10.5 M5,-9.8 C-0.8,-9.6 -0.4,0.2 4.6,0.1 C9.8,0 9.6,-9.9 4.6,-9.8
        p 10.5 M1,-9.6 L0.7,7.5 M0.9,-5 C2.5,-11 9,-11 8.6,-5 C8.2,1 2.5,1 0.9,-2.5
        r 8 M1,-9.6 L0.9,0 M1,-5 C2,-9 4.5,-10.6 6.8,-9.4
        s 9 M7,-8.4 C5,-10.8 1,-10 1.3,-7.4 C1.6,-5 7,-5.4 6.9,-2.4 C6.8,0.6 2.4,0.6 0.6,-1.6
        t 8.5 M3.6,-15.5 C3.4,-9 2.6,-0.4 6.6,-0.6 M0.4,-10 L7,-10.4
        u 10.5 M1,-9.6 C0.6,-3 0.8,0.2 4,0 C6.5,-0.2 7.6,-4 7.8,-9.6 C7.7,-5 7.6,-1.4 9.2,-0.2
        w 13 M0.5,-9.6 L3,0 L5.8,-8.6 L8.6,0 L11.6,-9.8
        x 9 M0.8,-9.6 L7.4,0 M7.4,-9.8 L0.5,0.2
        y 9.5 M0.8,-9.6 C1,-3.5 3.2,-2 5,-3.4 C6.8,-5 7.6,-7.5 7.8,-9.7 C7.6,-2 7,6.8 2,7
        F 11 M1.5,-18.5 L1,0 M1.3,-18.5 L10,-19 M1.2,-10 L8,-10.4
        R 12.5 M1.5,-18 L1,0 M0.4,-17.5 C5,-20.5 11,-19 10.4,-14 C10,-9.6 5,-9 1.4,-9 C5,-7.5 8,-3.5 11,0
        0 10.5 M5,-17.5 C-0.6,-17 -0.6,0 4.6,0 C10,0 9.8,-18 4.6,-17.5
        1 7 M0.8,-13.5 L4.4,-17.8 L4,0
        2 10.5 M0.8,-14 C1.6,-19 9,-19 8.4,-13.5 C7.8,-9 3,-4 0.4,-0.2 L9.4,-0.5
        3 10 M1,-16.4 C4,-19.5 9,-17 7.6,-12.8 C7,-10.6 4.6,-9.8 3.4,-9.8 C7,-10 9.4,-7.4 8.4,-3.6 C7.2,0.8 2,0.8 0.4,-2
        4 10.5 M6,-17.8 L0.6,-6.4 L9.4,-6.8 M7,-10.6 L6.6,0.4
        9 10 M8.2,-14.6 C6.5,-19 0.8,-18 0.9,-13 C1,-8.6 7,-8.8 8.3,-14.4 C8.6,-9 7.6,-3 5,0.2
        . 4.5 M1.2,-0.6 L1.5,-0.2
        : 4.5 M1.4,-8 L1.6,-7.6 M1.2,-0.8 L1.4,-0.4
        ! 5 M2.2,-18.5 L1.7,-5 M1.5,-0.6 L1.7,-0.2
        """.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(' ', 3))
        .ToDictionary(parts => parts[0][0], parts => (double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]));

    private readonly Random _random = new(seed);

    /// <summary>A line of writing, its baseline starting at a point.</summary>
    public string Write(string text, double x, double y, double size, string colour, double width)
    {
        var strokes = new StringBuilder();
        foreach (var letter in text)
        {
            if (letter == ' ')
            {
                x += size * (6.5 + Wobble(0.8));
                continue;
            }

            var (advance, path) = Letters[letter];
            var large = size * (1 + Wobble(0.05));
            strokes.Append(Stroke(Bent(path, x, y + Wobble(size * 0.7), large), colour, width * (1 + Wobble(0.1))));
            x += large * (advance + 0.6 + Wobble(0.5));
        }

        return strokes.ToString();
    }

    /// <summary>A stroke drawn by hand through points.</summary>
    public string Line(string colour, double width, params (double X, double Y)[] points)
    {
        (double X, double Y)[] felt = [.. points.Select(point => (point.X + Wobble(2), point.Y + Wobble(2)))];
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{felt[0].X:0.0},{felt[0].Y:0.0}"));
        for (var i = 1; i < felt.Length; i++)
        {
            // Catmull-Rom through the points, as Bézier curves; short strokes stay nearly straight.
            var (before, from, to, after) = (felt[Math.Max(0, i - 2)], felt[i - 1], felt[i], felt[Math.Min(felt.Length - 1, i + 1)]);
            path.Append(CultureInfo.InvariantCulture, $" C{from.X + ((to.X - before.X) / 6):0.0},{from.Y + ((to.Y - before.Y) / 6):0.0} {to.X - ((after.X - from.X) / 6):0.0},{to.Y - ((after.Y - from.Y) / 6):0.0} {to.X:0.0},{to.Y:0.0}");
        }

        return Stroke(path.ToString(), colour, width);
    }

    /// <summary>A box, its last side a little too long.</summary>
    public string Box(string colour, double x, double y, double width, double height) => string.Concat(
        Line(colour, 5, (x, y), (x + (width / 2), y + Wobble(3)), (x + width, y)),
        Line(colour, 5, (x + width, y - 3), (x + width + Wobble(3), y + (height / 2)), (x + width, y + height)),
        Line(colour, 5, (x + width + 3, y + height), (x + (width / 2), y + height + Wobble(3)), (x, y + height)),
        Line(colour, 5, (x, y + height + 2), (x + Wobble(3), y + (height / 2)), (x, y - 6)));

    /// <summary>A line with a head at its end.</summary>
    public string Arrow(string colour, params (double X, double Y)[] points)
    {
        var (from, to) = (points[^2], points[^1]);
        var direction = Math.Atan2(to.Y - from.Y, to.X - from.X);
        return Line(colour, 5, points) + Line(colour, 5, Wing(2.6), to, Wing(-2.6));

        (double X, double Y) Wing(double turn) => (to.X + (20 * Math.Cos(direction + turn)), to.Y + (20 * Math.Sin(direction + turn)));
    }

    // Slants a letter, puts it in its place and lets every point waver.
    private string Bent(string path, double x, double y, double size) => string.Join(' ', path.Split(' ').Select(point =>
    {
        var command = char.IsLetter(point[0]) ? point[..1] : "";
        var pair = point[command.Length..].Split(',');
        var (right, down) = (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture));
        var (across, below) = (right - (0.09 * down) + Wobble(0.35), down + Wobble(0.35));
        return string.Create(CultureInfo.InvariantCulture, $"{command}{x + (size * across):0.0},{y + (size * below):0.0}");
    }));

    private static string Stroke(string path, string colour, double width) =>
        string.Create(CultureInfo.InvariantCulture, $"""<path d="{path}" stroke="{colour}" stroke-width="{width:0.0}"/>""");

    private double Wobble(double most) => most * ((2 * _random.NextDouble()) - 1);
}

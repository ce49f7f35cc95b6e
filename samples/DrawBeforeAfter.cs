#:package NetVips
#:package NetVips.Native

// Draws docs/images/before.jpg and after.jpg: the sample as it is, and turned by the angle it was drawn at.
//   dotnet run samples/DrawBeforeAfter.cs [INPUT] [ANGLE] [FOLDER]
// The angle is given and not estimated: the pictures show what the program is for, not what a model answered.

using System.Globalization;
using NetVips;

var input = args.Length > 0 ? args[0] : Path.Combine("samples", "test_input.jpg");
var angle = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : -8.4;
var folder = args.Length > 2 ? args[2] : Path.Combine("docs", "images");
Directory.CreateDirectory(folder);

using var picture = Image.NewFromFile(input);
using var bicubic = Interpolate.NewFromName("bicubic");

// The border is drawn out beyond the frame, as with `--fill edge`; the canvas grows, so nothing is cut off.
var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
using var turned = picture.Affine([cos, -sin, sin, cos], interpolate: bicubic, extend: Enums.Extend.Copy);
Save(picture, "before.jpg");
Save(turned, "after.jpg");

// Both stand equally high beside each other.
void Save(Image shown, string name)
{
    using var small = shown.ThumbnailImage(width: 4000, height: 420);
    var path = Path.Combine(folder, name);
    small.Jpegsave(path, q: 80, keep: Enums.ForeignKeep.None);
    Console.WriteLine($"{path}: {small.Width} x {small.Height}, {new FileInfo(path).Length} bytes");
}

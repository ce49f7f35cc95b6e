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

// As `upright fix --fill edge` writes it: the canvas grows, and the border is drawn out into the corners.
var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
var width = (int)((picture.Width * cos) + (picture.Height * Math.Abs(sin)));
var height = (int)((picture.Height * cos) + (picture.Width * Math.Abs(sin)));
using var wide = picture.Embed(picture.Width, picture.Height, 3 * picture.Width, 3 * picture.Height, extend: Enums.Extend.Copy);
using var whole = wide.Affine([cos, -sin, sin, cos], interpolate: bicubic);
using var turned = whole.Crop((whole.Width - width) / 2, (whole.Height - height) / 2, width, height);
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

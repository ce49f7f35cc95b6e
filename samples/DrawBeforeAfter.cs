#:package NetVips
#:package NetVips.Native

// Draws docs/images/before-after.jpg: the sample as it is, and turned by the angle it was drawn at.
//   dotnet run samples/DrawBeforeAfter.cs [INPUT] [ANGLE] [OUTPUT]
// The angle is given and not estimated: the picture shows what the program is for, not what a model answered.

using System.Globalization;
using NetVips;

var input = args.Length > 0 ? args[0] : Path.Combine("samples", "test_input.jpg");
var angle = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : -8.4;
var output = args.Length > 2 ? args[2] : Path.Combine("docs", "images", "before-after.jpg");

using var picture = Image.NewFromFile(input);
using var bicubic = Interpolate.NewFromName("bicubic");

// As `upright fix --fill edge` writes it: the canvas grows, and the border is drawn out into the corners.
var (sin, cos) = Math.SinCos(double.DegreesToRadians(angle));
var width = (int)((picture.Width * cos) + (picture.Height * Math.Abs(sin)));
var height = (int)((picture.Height * cos) + (picture.Width * Math.Abs(sin)));
using var wide = picture.Embed(picture.Width, picture.Height, 3 * picture.Width, 3 * picture.Height, extend: Enums.Extend.Copy);
using var whole = wide.Affine([cos, -sin, sin, cos], interpolate: bicubic);
using var turned = whole.Crop((whole.Width - width) / 2, (whole.Height - height) / 2, width, height);
// Both equally high, side by side.
using var before = picture.ThumbnailImage(width: 4000, height: 420);
using var after = turned.ThumbnailImage(width: 4000, height: 420);
using var both = before.Join(after, Enums.Direction.Horizontal, shim: 16, background: [255, 255, 255], align: Enums.Align.Low, expand: true);
both.Jpegsave(output, q: 80, keep: Enums.ForeignKeep.None);
Console.WriteLine($"{output}: {both.Width} x {both.Height}, {new FileInfo(output).Length} bytes");

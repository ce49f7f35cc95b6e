using System.Globalization;
using System.Numerics;

namespace Upright.Imaging;

/// <summary>Turns what an XMP packet says of places in the picture: regions of faces, the crop of raw developers, its size.</summary>
internal static class XmpCoordinates
{
    private const string Regions = "http://www.metadataworkinggroup.com/schemas/regions/";
    private const string Area = "http://ns.adobe.com/xmp/sType/Area#";
    private const string Dimensions = "http://ns.adobe.com/xap/1.0/sType/Dimensions#";
    private const string MicrosoftRegion = "http://ns.microsoft.com/photo/1.2/t/Region#";
    private const string CameraRaw = "http://ns.adobe.com/camera-raw-settings/1.0/";
    private const string Exif = "http://ns.adobe.com/exif/1.0/";
    private const string Tiff = "http://ns.adobe.com/tiff/1.0/";

    // How far two aspect ratios may differ and mean the same picture.
    private const float SameAspect = 0.02f;

    /// <summary>The packet as it holds for the written picture; as it was where it says nothing of this, or is no XML.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="map">Where points come to lie.</param>
    public static byte[] Turned(byte[] packet, CoordinateMap map) => XmpPacket.Change(packet, xmp =>
    {
        foreach (var node in xmp.Root.All.ToList())
        {
            switch (node.Namespace, node.Name)
            {
                case (Regions, "Regions"):
                    TurnRegions(xmp, node, map);
                    break;
                case (MicrosoftRegion, "Rectangle"):
                    TurnRectangle(xmp, node, map);
                    break;
                case (Exif, "SubjectArea" or "SubjectLocation"):
                    TurnSubject(xmp, node, map);
                    break;
                case (Exif, "PixelXDimension") or (Tiff, "ImageWidth"):
                    xmp.Set(node, map.To.X);
                    break;
                case (Exif, "PixelYDimension") or (Tiff, "ImageLength"):
                    xmp.Set(node, map.To.Y);
                    break;
            }

            TurnCrop(xmp, node, map);
        }
    });

    // Centre, width and height as shares of the picture; a circle has a diameter, a point nothing.
    private static void TurnRegions(XmpPacket xmp, XmpNode regions, CoordinateMap stored)
    {
        var map = stored;
        if (regions.Property(Regions, "AppliedToDimensions") is { } dimensions)
        {
            XmpNode? across = dimensions.Property(Dimensions, "w"), down = dimensions.Property(Dimensions, "h");
            if (XmpPacket.Number(across) is > 0 and var width && XmpPacket.Number(down) is > 0 and var height)
            {
                // Some programs mean the picture as it is shown. Regions of another picture stay as wrong as they are.
                if (!HasAspect(stored.From, width / height))
                {
                    map = stored.OfShown();
                    if (!HasAspect(map.From, width / height))
                    {
                        return;
                    }
                }

                xmp.Set(across, map.To.X);
                xmp.Set(down, map.To.Y);
            }
        }

        foreach (var area in regions.All.Where(node => node.Is(Regions, "Area")))
        {
            XmpNode? x = area.Property(Area, "x"), y = area.Property(Area, "y"), w = area.Property(Area, "w"), h = area.Property(Area, "h");
            if (XmpPacket.Number(x) is not { } left || XmpPacket.Number(y) is not { } top || area.Property(Area, "unit")?.Value?.Text.Trim() is "pixel")
            {
                continue;
            }

            var centre = map.Of(new Vector2(left, top) * map.From) / map.To;
            xmp.Set(x, centre.X);
            xmp.Set(y, centre.Y);
            if (XmpPacket.Number(w) is { } width && XmpPacket.Number(h) is { } height)
            {
                var size = map.OfOval(new Vector2(width, height) * map.From) / map.To;
                xmp.Set(w, size.X);
                xmp.Set(h, size.Y);
            }
        }
    }

    // "left, top, width, height" as shares of the picture.
    private static void TurnRectangle(XmpPacket xmp, XmpNode node, CoordinateMap map)
    {
        if (node.Value is { } value && Numbers(value.Text.Split(',')) is [var left, var top, var width, var height])
        {
            var size = map.OfOval(new Vector2(width, height) * map.From) / map.To;
            var corner = (map.Of(new Vector2(left + (width / 2), top + (height / 2)) * map.From) / map.To) - (size / 2);
            xmp.Set(node, string.Join(", ", new[] { corner.X, corner.Y, size.X, size.Y }.Select(number => number.ToString("0.######", CultureInfo.InvariantCulture))));
        }
    }

    private static void TurnSubject(XmpPacket xmp, XmpNode node, CoordinateMap map)
    {
        var entries = node.Entries.ToList();
        if (Numbers(entries.Select(entry => entry.Value?.Text ?? "")) is { } numbers)
        {
            foreach (var (entry, number) in entries.Zip(SubjectArea.Turned(numbers, map)))
            {
                xmp.Set(entry, number);
            }
        }
    }

    // Edges as shares of the picture. A crop that leans has two corners of a turned box instead, and in which sense it leans no standard says.
    private static void TurnCrop(XmpPacket xmp, XmpNode node, CoordinateMap map)
    {
        XmpNode? left = Own("CropLeft"), top = Own("CropTop"), right = Own("CropRight"), bottom = Own("CropBottom");
        if (XmpPacket.Number(left) is not { } l || XmpPacket.Number(top) is not { } t || XmpPacket.Number(right) is not { } r || XmpPacket.Number(bottom) is not { } b)
        {
            return;
        }

        if (XmpPacket.Number(Own("CropAngle")) is { } angle and not 0 && MathF.Abs(map.Matrix.M12) > 1e-4f)
        {
            foreach (var part in node.Children.Where(child => child.Namespace == CameraRaw && child.Name.Contains("Crop", StringComparison.Ordinal)))
            {
                xmp.Remove(part);
            }

            return;
        }

        var (least, most) = map.OfBox(new Vector2(l, t) * map.From, new Vector2(r, b) * map.From);
        xmp.Set(left, least.X / map.To.X);
        xmp.Set(top, least.Y / map.To.Y);
        xmp.Set(right, most.X / map.To.X);
        xmp.Set(bottom, most.Y / map.To.Y);

        XmpNode? Own(string name) => node.Children.Find(child => child.Is(CameraRaw, name));
    }

    private static bool HasAspect(Vector2 size, float aspect) => MathF.Abs((size.X / size.Y / aspect) - 1) < SameAspect;

    private static float[]? Numbers(IEnumerable<string> texts)
    {
        var numbers = texts.Select(text => float.TryParse(text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : float.NaN).ToArray();
        return numbers.All(float.IsFinite) ? numbers : null;
    }
}

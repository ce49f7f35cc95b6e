using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetVips;

namespace Upright.Rectification;

/// <summary>A part of an image that libvips wants to have drawn.</summary>
/// <param name="left">Its first column.</param>
/// <param name="top">Its first row.</param>
/// <param name="width">Pixels per row.</param>
/// <param name="height">Rows.</param>
/// <param name="pixels">Where its first row goes.</param>
/// <param name="stride">Bytes from one of its rows to the next.</param>
/// <returns>False where nobody wants it any more.</returns>
internal unsafe delegate bool Draw(int left, int top, int width, int height, byte* pixels, nint stride);

/// <summary>
/// An image whose pixels our own code draws when they are asked for: a step of a libvips pipeline like those that libvips brings along,
/// drawn tile by tile on libvips' own threads, never held whole. NetVips has no such thing, so this calls libvips itself.
/// </summary>
internal static unsafe class DemandImage
{
    private const int SmallTiles = 0; // VIPS_DEMAND_STYLE_SMALLTILE: what suits pixels that come from all over another picture
    private const int NoCoding = 0; // VIPS_CODING_NONE

    private static readonly nint Library = NativeLibrary.Load(
        OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42", typeof(Image).Assembly, searchPath: null);

    private static readonly delegate* unmanaged[Cdecl]<nint> NewImage = (delegate* unmanaged[Cdecl]<nint>)Function("vips_image_new");

    private static readonly delegate* unmanaged[Cdecl]<nint, nint> GetData = (delegate* unmanaged[Cdecl]<nint, nint>)Function("vips_image_get_data");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, nint*, int> Pipeline =
        (delegate* unmanaged[Cdecl]<nint, int, nint*, int>)Function("vips_image_pipeline_array");

    private static readonly delegate* unmanaged[Cdecl]<nint, int, int, int, int, int, int, double, double, void> InitFields =
        (delegate* unmanaged[Cdecl]<nint, int, int, int, int, int, int, double, double, void>)Function("vips_image_init_fields");

    private static readonly delegate* unmanaged[Cdecl]<nint, nint, delegate* unmanaged[Cdecl]<Region*, nint, nint, nint, int*, int>, nint, nint, nint, int> Generate =
        (delegate* unmanaged[Cdecl]<nint, nint, delegate* unmanaged[Cdecl]<Region*, nint, nint, nint, int*, int>, nint, nint, nint, int>)Function("vips_image_generate");

    /// <summary>The first byte of a picture that is held in memory, row by row without gaps.</summary>
    public static byte* Data(Image picture) => (byte*)Checked(GetData(picture.DangerousGetHandle()));

    /// <summary>An image like another one, metadata included, but for its size and its pixels.</summary>
    /// <param name="like">Is held until the image is gone, and then disposed.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="draw">Is called by many threads at a time; must not throw, for nobody above it could catch.</param>
    public static Image New(Image like, int width, int height, Draw draw)
    {
        var image = Wrap(Checked(NewImage()));
        var handle = GCHandle.Alloc(draw);
        image.OnPostClose += () =>
        {
            handle.Free();
            like.Dispose();
        };
        var pointer = image.DangerousGetHandle();
        var inputs = stackalloc nint[] { like.DangerousGetHandle(), 0 };
        Check(Pipeline(pointer, SmallTiles, inputs));
        InitFields(pointer, width, height, like.Bands, (int)like.Format, NoCoding, (int)like.Interpretation, like.Xres, like.Yres);
        Check(Generate(pointer, 0, &DrawRegion, 0, GCHandle.ToIntPtr(handle), 0));
        return image;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DrawRegion(Region* region, nint sequence, nint draw, nint unused, int* stop)
    {
        const int Failed = -1;
        return ((Draw)GCHandle.FromIntPtr(draw).Target!)(region->Left, region->Top, region->Width, region->Height, region->Data, region->BytesPerLine) ? 0 : Failed;
    }

    private static nint Function(string name) => NativeLibrary.GetExport(Library, name);

    private static nint Checked(nint pointer) => pointer != 0 ? pointer : throw new VipsException("no image could be made");

    private static void Check(int result) => Checked(result == 0 ? 1 : 0);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern Image Wrap(nint pointer);

    /// <summary>The beginning of libvips' VipsRegion, as its header declares it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Region
    {
        private readonly VipsObject parent;
        private readonly nint image;
        public readonly int Left;
        public readonly int Top;
        public readonly int Width;
        public readonly int Height;
        private readonly int type;
        public readonly byte* Data;
        public readonly int BytesPerLine;
    }

    /// <summary>VipsObject, the beginning of every object of libvips.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct VipsObject
    {
        private readonly nint type;
        private readonly uint references;
        private readonly nint attached;
        private readonly int constructed;
        private readonly int isStatic;
        private readonly nint arguments;
        private readonly nint nickname;
        private readonly nint description;
        private readonly int beforeClose;
        private readonly int close;
        private readonly int afterClose;
        private readonly nuint localMemory;
    }
}

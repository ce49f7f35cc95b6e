using System.Text;
using System.Text.Json;
using NetVips;
using Upright.Cli;
using Upright.Cli.Fleet;
using Upright.Imaging;
using Upright.Pages;
using Upright.Rectification;
using Upright.Tests.Imaging;
using Upright.Tests.Pages;

namespace Upright.Tests.Fuzzing;

/// <summary>Everything here that reads what strangers wrote: pictures of each format, documents, ledgers and messages of jobs.</summary>
internal static class FuzzTargets
{
    private static readonly string[] Pictures = [".jpg", ".jpg[Q=60,interlace]", ".png", ".png[palette]", ".png[bitdepth=1]", ".webp", ".webp[lossless]", ".tif", ".tif[compression=lzw]", ".tif[compression=deflate,tile]", ".gif"];

    /// <summary>All, or those that <c>UPRIGHT_FUZZ_ONLY</c> lists (<c>jpg,heic</c>), which changes what a number's case is.</summary>
    public static IReadOnlyList<FuzzTarget> Chosen(Uprighter upright, DocumentReader reader) =>
        Environment.GetEnvironmentVariable("UPRIGHT_FUZZ_ONLY")?.Split(',') is { } only ? [.. All(upright, reader).Where(target => only.Contains(target.Name))] : All(upright, reader);

    private static IReadOnlyList<FuzzTarget> All(Uprighter upright, DocumentReader reader) =>
    [
        .. Pictures.GroupBy(suffix => suffix.Split('[')[0][1..]).Select(format =>
            new FuzzTarget(format.Key, [.. format.Select(Drawn)], (bytes, random) => PictureAsync(bytes, random, WritesItself(format.Key)))),
        new FuzzTarget("avif", [Drawn(".avif[Q=50,effort=0]")], (bytes, random) => PictureAsync(bytes, random, PictureFormat.Png)),
        .. Others(),
        new FuzzTarget("raw", [.. ((string[])["dng", "cr2", "nef", "raf"]).Select(kind => RawTests.Raw(kind, 6))], (bytes, random) => PictureAsync(bytes, random, PictureFormat.Jpeg)),
        new FuzzTarget("pdf", Documents(), (bytes, _) => PdfAsync(bytes, upright.Limits, reader)),
        new FuzzTarget("tiff of pages", [TwoPages("none"), TwoPages("lzw")], (bytes, _) => PagesAsync(bytes, upright)),
        new FuzzTarget("ledger", [Ledger()], (bytes, _) => LedgerAsync(bytes)),
        new FuzzTarget("job message", [Message()], (bytes, _) => MessageAsync(bytes)),
    ];

    // Made by other programs, where they are installed: nothing here writes these formats.
    private static IEnumerable<FuzzTarget> Others()
    {
        foreach (var (name, program, arguments) in new (string, string, string[])[]
        {
            ("heic", "heif-enc", ["-q", "50", "IN", "-o", "OUT"]), ("jp2", "opj_compress", ["-i", "IN", "-o", "OUT"]), ("jxl", "cjxl", ["IN", "OUT"]),
            ("bmp", "convert", ["IN", "OUT"]), ("psd", "convert", ["IN", "OUT"]), ("ico", "convert", ["IN", "OUT"]), ("ppm", "convert", ["IN", "OUT"]),
        })
        {
            if (Needs.PathOf(program) is null)
            {
                continue;
            }

            using var folder = new TemporaryFolder();
            var (from, to) = (folder.Save("in.png", Drawn(".png")), folder["out." + name]);
            Needs.Output(program, [.. arguments.Select(argument => argument == "IN" ? from : argument == "OUT" ? to : argument)]);
            yield return new FuzzTarget(name, [File.ReadAllBytes(to)], (bytes, random) => PictureAsync(bytes, random, PictureFormat.Png));
        }
    }

    // What estimate and turn do with a picture, but for the network, which sees pixels alone.
    private static Task PictureAsync(byte[] bytes, Random random, PictureFormat written)
    {
        DecodeLimits limits = new() { MaxPixels = 4_000_000, Tolerant = random.Next(2) == 0 };
        var source = PictureSource.FromMemory(bytes, limits);
        var picture = Picture.Open(source, limits);
        picture.OpenForEstimate(64);
        Angle[] turns = [new(90), new(180), new(3)];
        var turn = turns[random.Next(turns.Length)];
        var plan = new TurnPlanner(new UprightOptions { MaxPixels = limits.MaxPixels }).WithinLimits(RotationPlan.For(turn, picture.Info.Width, picture.Info.Height));
        written = plan.Residual == 0 && Codecs.Of(picture.Info.Format).IsTurnedByItsTag ? picture.Info.Format : written;
        FixOptions options = new() { TagOnly = plan.Residual == 0 && written == picture.Info.Format && random.Next(4) == 0 };
        using var output = new MemoryStream();
        UprightOutput.Prepare(source, picture, plan, written, options, CancellationToken.None).Write(output);
        return Task.CompletedTask;
    }

    private static async Task PdfAsync(byte[] bytes, DecodeLimits limits, DocumentReader apart)
    {
        using var document = PdfReader.Open(PictureSource.FromMemory(bytes, limits), limits, apart, CancellationToken.None);
        var pages = new List<PageReport>();
        for (var number = 1; number <= Math.Min(document.PageCount, 3); number++)
        {
            var page = (await document.ReadAsync(number, CancellationToken.None)).Page;
            pages.Add(new PageReport { Estimate = page, Method = RotationMethod.PageTransformation, Turned = new Angle(91.5), OutputWidth = page.Width, OutputHeight = page.Height });
        }

        if (pages.Count == document.PageCount)
        {
            document.Write(pages, new FixOptions(), new MemoryStream(), CancellationToken.None);
        }
    }

    private static Task PagesAsync(byte[] bytes, Uprighter upright)
    {
        if (DocumentFormats.Identify(new MemoryStream(bytes)) == DocumentFormat.Tiff)
        {
            using var document = TiffFile.Open(upright, PictureSource.FromMemory(bytes, upright.Limits));
            for (var number = 1; number <= Math.Min(document.PageCount, 3); number++)
            {
                document.Draw(number, 64, CancellationToken.None);
            }
        }

        return Task.CompletedTask;
    }

    private static Task LedgerAsync(byte[] bytes)
    {
        foreach (var (_, json) in LedgerLines.In(new MemoryStream(bytes)))
        {
            var line = LedgerLine.TryRead(json);
            _ = (LedgerLines.Input(json), line?.CarriedOut, line?.Pages.Count());
        }

        return Task.CompletedTask;
    }

    private static Task MessageAsync(byte[] bytes)
    {
        try
        {
            JsonSerializer.Deserialize(bytes, FleetJson.Default.WorkItem);
        }
        catch (JsonException)
        {
            // Which is how a stranger's message is refused.
        }

        return Task.CompletedTask;
    }

    private static PictureFormat WritesItself(string format) => PictureFormats.FromFileName("a." + format)!.Value;

    private static byte[] Drawn(string suffix)
    {
        using var image = suffix.Contains("bitdepth", StringComparison.Ordinal) ? Drawing.BlackAndWhite() : Drawing.Quarters();
        return Given.Encoded(image, suffix);
    }

    private static byte[] TwoPages(string compression)
    {
        using Image one = Drawing.Quarters(), two = Drawing.Quarters();
        using var both = one.Join(two, Enums.Direction.Vertical).Mutate(image => image.Set(GValue.GIntType, "page-height", one.Height));
        return both.TiffsaveBuffer(compression: Enum.Parse<Enums.ForeignTiffCompression>(compression, ignoreCase: true));
    }

    private static List<byte[]> Documents()
    {
        var scan = new DrawnPdf();
        using var image = Drawing.Quarters();
        scan.AddScan(scan.AddStream($"/Type/XObject/Subtype/Image/Width {image.Width}/Height {image.Height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", image.JpegsaveBuffer()));
        scan.AddScan(scan.AddStream($"/Type/XObject/Subtype/Image/Width {image.Width}/Height {image.Height}/ColorSpace/DeviceRGB/BitsPerComponent 8", image.WriteToMemory<byte>()));
        byte[] letters = DrawnPdf.OfPage(DrawnPdf.Letters(lines: 3)), scanned = scan.Bytes();
        // Those that end their reader cost the start of another one each time: a quarter of the cases tells enough.
        return [letters, letters, letters, scanned, scanned, scanned, HostilePdf.AbsurdWidths(), HostilePdf.DrawsItself()];
    }

    private static byte[] Ledger() => Encoding.UTF8.GetBytes(
        """
        {"file":"a.png","input_size":[320,240],"predicted_angle":-91.2,"confidence":0.98,"decision":"turn","rotation_method":"affine_warp","turned_by":-91.2,"output":"o/a.png","time_ms":12.5,"ledger":{"input":"/i/a.png","bytes":"1200","modified":"2026-11-30T04:00:00Z","target":"/o/a.png","settings":{"threshold":0.95}}}
        {"file":"b.pdf","pages":[{"page":1,"kind":"letters","predicted_angle":90,"confidence":0.99,"decision":"turn"}],"ledger":{"input":"/i/b.pdf","bytes":"9","modified":"2026-11-30T04:00:00Z","target":"/o/b.pdf"}}
        {"file":"c.png","error":"damaged-picture","message":"The picture is truncated or damaged.","time_ms":1,"ledger":{"input":"/i/c.png","target":"/o/c.png"}}

        """);

    private static byte[] Message() => JsonSerializer.SerializeToUtf8Bytes(
        new WorkItem("1f", "a/b.png", "b.png", 1200, new DateTime(2026, 11, 30, 0, 0, 0, DateTimeKind.Utc), "a/b.png", "/share/a/b.png"), FleetJson.Default.WorkItem);
}

using System.Diagnostics;

namespace Upright.Cli.Diagnosis;

/// <summary>Turns a page that comes with the program and finds each angle again: pictures are read, turned and written, and the network answers.</summary>
/// <param name="Device">What the network ran on; null where it could not be loaded.</param>
/// <param name="LoadTime">From nothing to a loaded network; libraries that were in memory already cost nothing.</param>
/// <param name="Turns">What was tried, in order.</param>
/// <param name="Failure">What ended the test; null where nothing did.</param>
internal sealed record SelfTest(NetworkDevice? Device, TimeSpan LoadTime, IReadOnlyList<SelfTestTurn> Turns, string? Failure)
{
    // All four quarters, small and large residuals; each in another format.
    private static readonly (double Turn, PictureFormat Format)[] Tried =
    [
        (0, PictureFormat.Png), (90, PictureFormat.Jpeg), (180, PictureFormat.WebP), (-90, PictureFormat.Tiff), (7.3, PictureFormat.Jpeg), (-142.6, PictureFormat.Png),
    ];

    /// <summary>Whether every angle was found again.</summary>
    public bool Passed => Failure is null && Turns.All(turn => turn.Passed);

    /// <summary>Runs it.</summary>
    public static async Task<SelfTest> RunAsync(UprightOptions options, CancellationToken cancellationToken)
    {
        List<SelfTestTurn> turns = [];
        var clock = Stopwatch.StartNew();
        TimeSpan loaded = default;
        NetworkDevice? device = null;
        try
        {
            using var upright = Uprighter.Create(options);
            (loaded, device) = (clock.Elapsed, upright.Device);
            var page = Page();
            foreach (var (turn, format) in Tried)
            {
                turns.Add(await TryAsync(upright, page, turn, format, cancellationToken));
            }

            return new(device, loaded, turns, null);
        }
        catch (UprightException exception)
        {
            return new(device, loaded, turns, exception.Message);
        }
    }

    private static async Task<SelfTestTurn> TryAsync(Uprighter upright, ReadOnlyMemory<byte> page, double turn, PictureFormat format, CancellationToken cancellationToken)
    {
        using MemoryStream turned = new();
        var clock = Stopwatch.StartNew();
        await upright.FixAsync(page, turned, new FixOptions { Turn = new Angle(turn), Format = format }, cancellationToken);
        var written = clock.Elapsed;
        var estimate = await upright.EstimateAsync(turned.ToArray(), cancellationToken);
        return new(turn, format, estimate, written, clock.Elapsed - written);
    }

    private static byte[] Page()
    {
        using var stream = typeof(SelfTest).Assembly.GetManifestResourceStream("page.webp")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

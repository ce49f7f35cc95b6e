using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using NetVips;
using Upright.Tests.Cli;
using Upright.Tests.Fuzzing;
using Upright.Tests.Pages;

namespace Upright.Server.Tests;

/// <summary>
/// Everything goes wrong at once, and honest callers are answered: each answer that came is whole, and what was accepted is done.
/// A long time of it: <c>UPRIGHT_CHAOS_SECONDS=600</c>.
/// </summary>
public sealed class ChaosTests : IDisposable
{
    private const string Hostile = "127.0.0.2";
    private const string Slow = "127.0.0.3";

    // What the service promises at any load (bench/README.md).
    internal const long MostMemory = 600_000_000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("UPRIGHT_CHAOS_SECONDS") ?? "12", System.Globalization.CultureInfo.InvariantCulture));

    private readonly PictureFolder folder = new();
    private readonly byte[] honest;

    public ChaosTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other callers have other addresses of this machine, which Linux alone gives.");
        honest = File.ReadAllBytes(folder.Draw("honest.png"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task HonestCallersAreAnsweredAmongHostileAndSlowOnes()
    {
        using var service = await ServiceProcess.StartAsync("--Upright:Deadline=00:05:00");
        using var over = new CancellationTokenSource();
        List<Task<int>> others = [.. Enumerable.Range(0, 40).Select(_ => SendSlowlyAsync(service.Address, over.Token)), .. Enumerable.Range(0, 3).Select(i => SendHostileAsync(service.Address, i, over.Token))];
        var answered = 0;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Time || answered < 5; answered++)
        {
            AssertTurned(await service.Client.PostAsync("/v1/fix?turn=90", new ByteArrayContent(honest), TestContext.Current.CancellationToken));
        }

        // A job that was accepted is done, with the hostile ones among it.
        File.WriteAllBytes(folder["widths.pdf"], HostilePdf.AbsurdWidths());
        File.WriteAllBytes(folder["half.png"], honest[..(honest.Length / 2)]);
        var accepted = await service.Client.PostFormAsync("/v1/jobs", folder["honest.png"], folder["widths.pdf"], folder["half.png"], folder.Draw("b.jpg"));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var address = accepted.Headers.Location!;
        await Eventually.TrueAsync(
            async () => (await (await service.Client.GetAsync(address)).JsonAsync()).GetProperty("state").GetString() == "done", "The job is done.");
        var table = (await service.Client.GetStringAsync($"{address}/results.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, table.Length);
        Assert.Equal(2, table.Count(row => row.Contains("damaged-", StringComparison.Ordinal)));
        using var zip = new ZipArchive(await service.Client.GetStreamAsync($"{address}/results.zip"));
        Assert.Equal(["angles.csv", "b.jpg", "honest.png"], zip.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));

        await over.CancelAsync();
        var sent = await Task.WhenAll(others);
        Assert.All(sent[40..], count => Assert.True(count > 0, "Nothing hostile was sent."));
        Assert.InRange(service.PeakMemory, 0, MostMemory);
    }

    [Fact]
    public async Task KilledUnderLoadItGoesOnWhereItIsStartedAgain()
    {
        var files = Directory.CreateDirectory(folder["files"]).FullName;
        var port = FreePort();
        string[] settings = [$"--urls=http://127.0.0.1:{port}", $"--Upright:TemporaryFolder={files}"];
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Eventually.Deadline };
        using var over = new CancellationTokenSource();
        var answers = new int[4];
        var callers = answers.Select(async (_, caller) =>
        {
            while (!over.IsCancellationRequested)
            {
                try
                {
                    AssertTurned(await client.PostAsync("/v1/fix?turn=90", new ByteArrayContent(honest), over.Token));
                    answers[caller]++;
                }
                catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
                {
                    // The service is away, or went in the middle of an answer: nobody took that for one.
                    await Task.Delay(20, CancellationToken.None);
                }
            }
        }).ToList();

        for (var kill = 0; kill < 3; kill++)
        {
            using var service = await ServiceProcess.StartAsync(settings);
            var before = answers.Sum();
            await Eventually.TrueAsync(() => answers.Sum() > before + 4, "It answers.");
            Assert.Equal(HttpStatusCode.Accepted, (await service.Client.PostFormAsync("/v1/jobs", folder["honest.png"], folder.Draw("b.jpg"))).StatusCode);
            service.Kill();
        }

        using var last = await ServiceProcess.StartAsync(settings);
        var soFar = answers.ToArray();
        await Eventually.TrueAsync(() => answers.Zip(soFar).All(pair => pair.First > pair.Second), "Every caller is answered again.");
        await over.CancelAsync();
        await Task.WhenAll(callers);
        // Of those that were killed nothing lies about.
        Assert.Single(Directory.GetDirectories(files));
        await Eventually.TrueAsync(() => Directory.GetFiles(Directory.GetDirectories(files).Single()).Length == 0, "What was sent is gone.");
    }

    [Fact]
    public async Task AFullDiskIsToldAndSmallPicturesAreAnsweredAllTheWhile()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can mount a small file system.");
        Directory.CreateDirectory(folder["disk"]);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder["disk"]) == 0, "This machine mounts nothing.");
        try
        {
            File.WriteAllBytes(folder["disk/rest"], new byte[2 << 20]);
            using var service = await ServiceProcess.StartAsync($"--Upright:TemporaryFolder={folder["disk"]}");
            await AssertTellsOfNoRoomAsync(service);

            // A job whose pictures came, and whose results do not fit any more.
            using (var noise = Image.NewFromFile(Noise()))
            {
                noise.Jpegsave(folder["big.jpg"], q: 50);
            }

            var accepted = await service.Client.PostFormAsync("/v1/jobs?turn=7&format=tiff", folder["honest.png"], folder["big.jpg"], folder["honest.png"]);
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
            await Eventually.TrueAsync(
                async () => (await (await service.Client.GetAsync(accepted.Headers.Location)).JsonAsync()).GetProperty("state").GetString() == "done", "The job is done.");
            var rows = (await service.Client.GetStringAsync($"{accepted.Headers.Location}/results.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(4, rows.Length);
            Assert.All(rows[1..], row => Assert.True(row.StartsWith("big.jpg", StringComparison.Ordinal) == row.Contains("cannot-write", StringComparison.Ordinal), row));

            File.Delete(folder["disk/rest"]);
            AssertTurned(await service.Client.PostAsync("/v1/fix?turn=90", new ByteArrayContent(File.ReadAllBytes(Noise())), TestContext.Current.CancellationToken), 500, 700);
        }
        finally
        {
            Run("umount", "-l", folder["disk"]);
        }
    }

    [Fact]
    public async Task AQuotaIsToldAndSmallPicturesAreAnsweredAllTheWhile()
    {
        // At most 512 KiB a file, and no signal.
        using var service = await ServiceProcess.StartInAsync("trap '' XFSZ; ulimit -f 512;", $"--Upright:TemporaryFolder={folder.Root}");
        await AssertTellsOfNoRoomAsync(service);
    }

    private async Task AssertTellsOfNoRoomAsync(ServiceProcess service)
    {
        var noise = Noise();
        for (var i = 0; i < 3; i++)
        {
            var large = service.Client.PostFileAsync("/v1/fix?turn=90", noise);
            AssertTurned(await service.Client.PostAsync("/v1/fix?turn=90", new ByteArrayContent(honest), TestContext.Current.CancellationToken));
            await (await large).AssertProblemAsync(HttpStatusCode.InternalServerError, "cannot-write");
        }
    }

    // Not to be compressed: more than a megabyte.
    private string Noise()
    {
        var path = folder["noise.png"];
        if (!File.Exists(path))
        {
            using var noise = Image.Gaussnoise(700, 500, sigma: 60, mean: 128, seed: 1);
            using var three = noise.Bandjoin(noise.Rot180(), noise.Flip(Enums.Direction.Horizontal));
            using var shown = three.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
            shown.WriteToFile(path);
        }

        return path;
    }

    // Uploads of three hundred bytes a second, again when they are given up.
    private static async Task<int> SendSlowlyAsync(Uri service, CancellationToken cancellationToken)
    {
        var count = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var socket = await LocalAddress.ConnectAsync(service, Slow, cancellationToken);
                await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /v1/{(count++ % 2 == 0 ? "fix" : "estimate")} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n"), cancellationToken);
                while (true)
                {
                    await socket.SendAsync(new byte[30], cancellationToken);
                    await Task.Delay(100, cancellationToken);
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // Given up by the service, which is what it is for; or the test is over.
            }
        }

        return count;
    }

    private async Task<int> SendHostileAsync(Uri service, int number, CancellationToken cancellationToken)
    {
        using var client = LocalAddress.Client(service, Hostile);
        Random random = new(number);
        byte[] jpeg = File.ReadAllBytes(folder.Draw($"hostile{number}.jpg")), thin = File.ReadAllBytes(Thin(number));
        var count = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var (query, body) = (count % 5) switch
            {
                0 => ("fix", HostilePdf.AbsurdWidths()),
                1 => ("fix", HostilePdf.DrawsItself()),
                2 => ("fix?turn=7", thin),
                3 => ("fix?turn=90", new Mutator(random).Mutate(jpeg, honest)),
                _ => ("fix?turn=3&tolerant=true", new Mutator(random).Mutate(honest, jpeg)),
            };
            try
            {
                var answer = await client.PostAsync($"/v1/{query}", new ByteArrayContent(body), cancellationToken);
                Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync(cancellationToken));
                count++;
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return count;
    }

    private string Thin(int number)
    {
        var path = folder[$"thin{number}.png"];
        using var grey = (Image.Black(1, 60_000) + 200).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw);
        grey.WriteToFile(path);
        return path;
    }

    private static void AssertTurned(HttpResponseMessage answer, int width = 240, int height = 320)
    {
        using (answer)
        {
            var body = answer.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode}: {Encoding.UTF8.GetString(body)}");
            using var picture = Image.NewFromBuffer(body);
            Assert.Equal((width, height), (picture.Width, picture.Height));
            Assert.InRange(picture.Avg(), 1, 254); // every pixel is there
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

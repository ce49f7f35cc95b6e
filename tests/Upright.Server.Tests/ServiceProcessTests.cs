using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Upright.Tests.Cli;
using Upright.Tests.Pages;

namespace Upright.Server.Tests;

/// <summary>What only a process of its own can show: its memory, and what is left of it.</summary>
public sealed class ServiceProcessTests : IDisposable
{
    // What the service promises at any load (bench/README.md); without a limit it would be the gigabyte and more.
    private const int Bound = 600_000_000;
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ADocumentThatUnfoldsToGigabytesEndsItsOwnRequestAlone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is read from /proc.");
        File.WriteAllBytes(folder["bomb.pdf"], Bomb(megabytes: 1000));
        using var service = await ServiceProcess.StartAsync("--Upright:Deadline=00:10:00");

        var answer = await service.Client.PostFileAsync("/v1/fix", folder["bomb.pdf"]);

        Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await service.Client.PostFileAsync("/v1/fix?turn=90", folder.Draw("a.jpg"))).StatusCode);
        Assert.InRange(service.PeakMemory, 0, Bound);
    }

    [Theory]
    [InlineData("--Upright:Qeue=3")]
    [InlineData("--Upright:Concurrency=0")]
    [InlineData("--Upright:ModelPath=/nowhere.onnx")]
    [InlineData("--Upright:TemporaryFolder=/nowhere")]
    [InlineData("--urls=nowhere")]
    public Task SettingsThatMakeNoSenseEndInOneLine(string setting) => EndsInOneLineAsync(setting);

    [Fact]
    public async Task APortThatIsTakenEndsInOneLine()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        await EndsInOneLineAsync($"--urls=http://{other.LocalEndpoint}");
    }

    private static async Task EndsInOneLineAsync(string setting)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(UprightServer).Assembly.Location, setting]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", await output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DocumentsThatEndTheirReaderEndNoRequestButTheirOwn()
    {
        using var service = await ServiceProcess.StartAsync();
        File.WriteAllBytes(folder["hostile.pdf"], HostilePdf.AbsurdWidths());
        File.WriteAllBytes(folder["itself.pdf"], HostilePdf.DrawsItself());
        File.WriteAllBytes(folder["honest.pdf"], DrawnPdf.OfPage(DrawnPdf.Letters(90)));

        for (var i = 0; i < 3; i++)
        {
            await (await service.Client.PostFileAsync("/v1/fix", folder["hostile.pdf"])).AssertProblemAsync(HttpStatusCode.UnprocessableEntity, "damaged-document");
            Assert.Equal(HttpStatusCode.OK, (await service.Client.PostFileAsync("/v1/fix", folder["itself.pdf"])).StatusCode);
            var honest = await service.Client.PostFileAsync("/v1/fix", folder["honest.pdf"]);
            Assert.Equal("1", honest.Header("Upright-Turned-Pages"));
        }
    }

    [Fact]
    public async Task WhatAKilledProcessLeftTheNextOneTakesAway()
    {
        var files = Directory.CreateDirectory(folder["files"]).FullName;
        using (var first = await ServiceProcess.StartAsync($"--Upright:TemporaryFolder={files}"))
        {
            Assert.Equal(HttpStatusCode.Accepted, (await first.Client.PostFormAsync("/v1/jobs", folder.Draw("a.png"), folder.Draw("b.png"))).StatusCode);
            first.Kill();
        }

        Assert.NotEmpty(Directory.GetFiles(files, "*", SearchOption.AllDirectories));

        using var second = await ServiceProcess.StartAsync($"--Upright:TemporaryFolder={files}");
        Assert.Empty(Directory.GetFiles(Directory.GetDirectories(files).Single()));
        using var third = await ServiceProcess.StartAsync($"--Upright:TemporaryFolder={files}");
        Assert.Equal(2, Directory.GetDirectories(files).Length); // the second lives
        Assert.Equal(HttpStatusCode.OK, (await second.Client.PostFileAsync("/v1/fix?turn=90", folder["a.png"])).StatusCode);
    }

    // A page with a picture whose few bytes are a gigabyte of white.
    private static byte[] Bomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var white = new byte[1 << 20];
            Array.Fill(white, byte.MaxValue);
            for (var i = 0; i < megabytes; i++)
            {
                zlib.Write(white);
            }
        }

        var pdf = new DrawnPdf();
        pdf.AddScan(pdf.AddStream("/Type/XObject/Subtype/Image/Width 6000/Height 6000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode", packed.ToArray()));
        return pdf.Bytes();
    }
}

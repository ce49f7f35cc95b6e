using System.Text.RegularExpressions;
using Upright.Tests.Imaging;
using Upright.Tests.Pages;

namespace Upright.Tests.Cli;

/// <summary>From asking to writing a file is opened once, so that nobody can put another one in its place between.</summary>
public sealed class OpenedOnceTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task WhateverItsFormatIs()
    {
        Needs.Program("strace");
        Needs.Program("heif-enc");
        Directory.CreateDirectory(folder["in"]);
        foreach (var name in (string[])["a.jpg", "b.png", "c.webp", "d.tif", "e.avif"])
        {
            folder.Draw("in/" + name, 160, 120);
        }

        folder.Draw("drawn.png", 160, 120);
        Needs.Output("heif-enc", folder["drawn.png"], "-o", folder["in/f.heic"]);
        File.WriteAllBytes(folder["in/g.dng"], RawTests.Raw("dng", 6));
        File.WriteAllBytes(folder["in/h.pdf"], DrawnPdf.OfPage(DrawnPdf.Letters(90)));
        using var tool = ToolProcess.StartIn($"exec strace -f --seccomp-bpf -qq -e trace=open,openat -e status=successful -o '{folder["opens"]}'", ["fix", folder["in"], "-o", folder["out"], "--tag-only", "--jobs", "1", "--threshold", "0"]);
        var run = await tool.EndAsync();

        var opens = File.ReadLines(folder["opens"]).Select(line => Regex.Match(line, $@"""{Regex.Escape(folder["in"])}/(.)\.").Groups[1].Value).Where(name => name.Length > 0).CountBy(name => name).ToDictionary();
        // A PDF is opened once more, by the process that reads it, which is told what file it must be.
        Assert.Equal("a 1, b 1, c 1, d 1, e 1, f 1, g 1, h 2", string.Join(", ", opens.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.True(run.Lines.Length >= 8, run.Messages);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Upright.Server.Errors;
using Upright.Tests.Cli;
using Upright.Tests.Fuzzing;
using Upright.Tests.Pages;

namespace Upright.Server.Tests;

/// <summary>
/// Mutated requests over a bare socket: queries, headers, forms, whole requests, and pictures and documents as bodies. A quarter of
/// a minute here; <see cref="FuzzRun"/> has what makes a long run of it.
/// </summary>
public sealed class FuzzTests : IAsyncLifetime
{
    private const string Boundary = "----upright7";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20); // of one request, on a machine that does much else
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1); // for a body that its headers promise and nobody sends
    private static readonly string[] Addresses = ["fix", "estimate", "previews", "jobs"];
    private static readonly HashSet<string> Codes = [.. UprightError.Catalogue.Select(error => error.Code), .. Refusal.All.Select(refusal => refusal.Code)];

    private static readonly byte[][] Queries = [.. ((string[])
    [
        "threshold=0.5&expect=scan&effort=quick&dead_band=0.1&max_angle=45&tolerant=true&views=true",
        "turn=-7.5&canvas=inner&fill=%23ff8800&only=quarter&edge=trim&format=png&quality=80&unmirror=true",
        "page_turns=3:90,7:-2.5&change_signed=true&tag_only=false",
        "first=1&count=3&size=320",
    ]).Select(Encoding.ASCII.GetBytes)];

    private static readonly byte[][] Headers = [.. ((string[])
    [
        "Content-Type: image/png\r\nAccept: multipart/form-data, application/json;q=0.5\r\nRange: bytes=0-99\r\n",
        "Authorization: Bearer abc\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\ntracestate: a=b\r\nBaggage: c=d\r\n",
        "Origin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nIf-None-Match: \"x\"\r\nIf-Modified-Since: Mon, 30 Nov 2026 08:00:00 GMT\r\n",
        "Expect: 100-continue\r\nAccept-Encoding: gzip, br\r\nCookie: a=b; c=d\r\nX-Forwarded-For: 1.2.3.4\r\nContent-Encoding: gzip\r\n",
    ]).Select(Encoding.ASCII.GetBytes)];

    private readonly PictureFolder folder = new();
    private RunningServer server = null!;
    private byte[] picture = [];
    private byte[][] files = [];

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.StartAsync("--Upright:MaxJobs=10000", "--Upright:MaxPixels=4000000", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft.AspNetCore=Warning");
        picture = File.ReadAllBytes(folder.Draw("a.png", 64, 48));
        files =
        [
            .. ((string[])["a.jpg", "a.png", "a.webp", "a.tif", "a.gif", "a.avif"]).Select(name => File.ReadAllBytes(folder.Draw(name, 160, 120))),
            DrawnPdf.OfPage(DrawnPdf.Letters(90)), DrawnPdf.OfPage(DrawnPdf.Letters(0)), HostilePdf.AbsurdWidths(), HostilePdf.DrawsItself(),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task WhateverIsAskedIsAnsweredOrRefusedByTheCatalogue()
    {
        FuzzRun run = new(TimeSpan.FromSeconds(15));
        (string Name, Func<Random, byte[]> Request)[] targets =
        [
            ("query", random => Request(random, query: Query(random))),
            ("header", random => Request(random, headers: new Mutator(random).Mutate(Any(random, Headers), Any(random, Headers)))),
            ("form", random => Request(random, body: Form(random, mutated: true), headers: FormHeader)),
            ("request", random => new Mutator(random).Mutate(Request(random, Any(random, Queries), Any(random, Headers)), Request(random, body: Form(random, mutated: false), headers: FormHeader))),
            ("file", random => Request(random, Any(random, Queries), body: new Mutator(random).Mutate(Any(random, files), Any(random, files)))),
        ];
        var figures = targets.Select(target => new FuzzFigures(target.Name)).ToArray();
        for (var number = run.First; run.Goes(number); number++)
        {
            var of = number % targets.Length;
            var request = targets[of].Request(run.Of(number));
            var began = Stopwatch.GetTimestamp();
            Exception? refused = null;
            try
            {
                refused = Refused(await SendAsync(request));
            }
            catch (FormatException exception)
            {
                refused = exception;
            }

            figures[of].Add(number, Stopwatch.GetElapsedTime(began), refused, Limit);
        }

        run.Tell(figures, "of the service");
        Assert.Empty(figures.SelectMany(figure => figure.Broken));
        Assert.DoesNotContain("Error: A request failed", server.Log.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.PostAsync("/v1/fix?turn=90", new ByteArrayContent(picture), TestContext.Current.CancellationToken)).StatusCode);
    }

    private static byte[] FormHeader => Encoding.ASCII.GetBytes($"Content-Type: multipart/form-data; boundary={Boundary}\r\n");

    private static byte[] Any(Random random, byte[][] choices) => choices[random.Next(choices.Length)];

    // Half of them as they are, and half so that they come through the parser of HTTP to what is ours.
    private static byte[] Query(Random random)
    {
        var mutated = new Mutator(random).Mutate(Any(random, Queries), Any(random, Queries));
        return random.Next(2) == 0 ? mutated : Encoding.ASCII.GetBytes(string.Concat(mutated.Select(value => char.IsAsciiLetterOrDigit((char)value) || "&=%.,:-_".Contains((char)value) ? $"{(char)value}" : $"%{value:X2}")));
    }

    private byte[] Form(Random random, bool mutated)
    {
        byte[] form =
        [
            .. Encoding.UTF8.GetBytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.png\"; filename*=UTF-8''%C3%A4.png\r\nContent-Type: image/png\r\n\r\n"), .. picture,
            .. Encoding.UTF8.GetBytes($"\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"../b.png\"\r\n\r\n"), .. picture, .. Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n"),
        ];
        return mutated ? new Mutator(random).Mutate(form, form) : form;
    }

    private byte[] Request(Random random, byte[]? query = null, byte[]? headers = null, byte[]? body = null)
    {
        body ??= picture;
        return
        [
            .. Encoding.ASCII.GetBytes($"POST /v1/{Addresses[random.Next(Addresses.Length)]}?"), .. query ?? "turn=90"u8,
            .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {body.Length}\r\n")), .. headers ?? [], .. "\r\n"u8, .. body,
        ];
    }

    // What came back until the service closed, or sent nothing for a while.
    private async Task<string> SendAsync(byte[] request)
    {
        using var socket = await LocalAddress.ConnectAsync(server.Address, "127.0.0.1", TestContext.Current.CancellationToken);
        using var answer = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            await socket.SendAsync(request);
            while (true)
            {
                using var patience = new CancellationTokenSource(answer.Length == 0 && IsWhole(request) ? Limit * 3 : Patience);
                if (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var read)
                {
                    answer.Write(buffer, 0, read);
                    continue;
                }

                break;
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // It closes on what is no HTTP, or waits for what the request promised.
        }

        return Encoding.Latin1.GetString(answer.GetBuffer(), 0, (int)answer.Length);
    }

    // Whether its headers promise the body that it has; only then an answer can be waited for.
    private static bool IsWhole(byte[] request)
    {
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        return end >= 0 && request.AsSpan(0, end).IndexOf(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {request.Length - end - 4}\r\n"))) >= 0;
    }

    // Null for an answer, an error of the catalogue, or a broken promise.
    private static Exception? Refused(string answer)
    {
        if (answer.Length == 0)
        {
            return null; // closed without a word: no HTTP
        }

        var lines = answer.Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        if (status == 100)
        {
            return Refused(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        }

        if (!answer.Contains("application/problem+json", StringComparison.Ordinal))
        {
            // Versions of HTTP and methods that are none are the web server's own to refuse.
            return status is < 500 or 501 or 505 ? null : new InvalidOperationException(answer);
        }

        var code = Regex.Match(answer, "\"code\":\"([a-z-]+)\"").Groups[1].Value;
        return status >= 500 || !Codes.Contains(code) ? new InvalidOperationException(answer)
            : UprightError.Catalogue.FirstOrDefault(error => error.Code == code) is { } error ? new UprightException(error) : null;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using Upright.Tests.Cli;

namespace Upright.Server.Tests;

public sealed class LimitTests : IDisposable
{
    private readonly PictureFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ATooLargeUploadIsRefusedWhetherItsLengthIsToldOrNot()
    {
        await using var server = await RunningServer.StartAsync("--Upright:MaxFileSize=100000");
        File.WriteAllBytes(folder["big.png"], new byte[200_000]);

        await (await server.Client.PostFileAsync("/v1/estimate", folder["big.png"])).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large");
        await (await server.Client.PostFormAsync("/v1/estimate", folder["big.png"])).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large");
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/v1/estimate") { Content = new ByteArrayContent(new byte[150_000]) };
        chunked.Headers.TransferEncodingChunked = true;
        await (await server.Client.SendAsync(chunked)).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large");
        Assert.Equal(0, server.TemporaryFiles);
    }

    [Fact]
    public async Task TooManyPixelsAreRefusedByTheHeaderAlone()
    {
        await using var server = await RunningServer.StartAsync();
        using var bomb = Image.Black(30000, 30000);
        bomb.WriteToFile(folder["bomb.png"]);

        await (await server.Client.PostFileAsync("/v1/fix", folder["bomb.png"])).AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-many-pixels");
    }

    [Fact]
    public async Task WhoSendsSlowlyKeepsNobodyOut()
    {
        await using var server = await RunningServer.StartAsync("--Upright:Concurrency=1", "--Upright:Queue=1");
        var picture = File.ReadAllBytes(folder.Draw("a.png"));
        SlowUpload[] uploads = [.. Enumerable.Range(0, 5).Select(_ => new SlowUpload(picture))];
        var served = uploads.Select(upload => server.Client.PostAsync("/v1/estimate", upload)).ToArray();
        await Task.WhenAll(uploads.Select(upload => upload.Begun));
        await Eventually.TrueAsync(() => server.TemporaryFiles == uploads.Length, "all are let in");

        Assert.Equal(HttpStatusCode.OK, (await server.Client.PostFileAsync("/v1/estimate", folder["a.png"])).StatusCode);

        Array.ForEach(uploads, upload => upload.Finish());
        Assert.All(await Task.WhenAll(served), answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.TooManyRequests]));
    }

    [Fact]
    public async Task OneCallersUploadsAreBoundedAndWhoFindsNoRoomIsToldToComeAgain()
    {
        await using var server = await RunningServer.StartAsync("--Upright:Uploads=2");
        SlowUpload[] uploads = [new(File.ReadAllBytes(folder.Draw("a.png"))), new(File.ReadAllBytes(folder["a.png"]))];
        var served = uploads.Select(upload => server.Client.PostAsync("/v1/estimate", upload)).ToArray();
        await Task.WhenAll(uploads.Select(upload => upload.Begun));
        await Eventually.TrueAsync(() => server.TemporaryFiles == 2, "both are let in");

        var refused = await server.Client.PostFileAsync("/v1/estimate", folder["a.png"]);
        await refused.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too-busy");
        Assert.InRange(refused.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/health/live")).StatusCode);

        Array.ForEach(uploads, upload => upload.Finish());
        await Task.WhenAll(served);
        // Their answers may be here a moment before their places are free.
        await Eventually.TrueAsync(async () => (await server.Client.PostFileAsync("/v1/estimate", folder["a.png"])).StatusCode == HttpStatusCode.OK, "there is room again");
    }

    [Fact]
    public async Task EveryAnswerSaysHowManyRequestsAreLeft()
    {
        await using var server = await RunningServer.StartAsync("--Upright:RequestsPerMinute=2");
        folder.Draw("a.png");

        var first = await server.Client.PostFileAsync("/v1/estimate", folder["a.png"]);
        Assert.Equal(("\"caller\";q=2;w=60", "\"caller\";r=1"), (first.Header("RateLimit-Policy"), first.Header("RateLimit")));
        // One that fails counts too.
        Assert.Equal("\"caller\";r=0", (await server.Client.PostFileAsync("/v1/estimate?threshold=2", folder["a.png"])).Header("RateLimit"));
        var refused = await server.Client.PostFileAsync("/v1/estimate", folder["a.png"]);

        await refused.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        var seconds = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(seconds, 1, 60);
        Assert.Equal(($"\"caller\";r=0;t={seconds}", "\"caller\";q=2;w=60"), (refused.Header("RateLimit"), refused.Header("RateLimit-Policy")));
        Assert.False((await server.Client.GetAsync("/health/live")).Headers.Contains("RateLimit"));
    }

    [Fact]
    public async Task BodyThatTricklesIsGivenUp()
    {
        await using var server = await RunningServer.StartAsync("--Upright:SlowestUpload=100000");
        using var connection = await SendAsync(server, "/v1/estimate", length: 100_000, body: new byte[10]);

        using var reader = new StreamReader(connection.GetStream());
        await reader.ReadToEndAsync().WaitAsync(Eventually.Deadline);

        await Eventually.TrueAsync(() => server.TemporaryFiles == 0, "nothing is left of it");
    }

    [Fact]
    public async Task AHundredAtOnceAreAllServedOrToldToComeAgain()
    {
        await using var server = await RunningServer.StartAsync("--Upright:Queue=8");
        folder.Draw("a.jpg");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => server.Client.PostFileAsync("/v1/fix?turn=3", folder["a.jpg"])));

        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.TooManyRequests]));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        await Eventually.TrueAsync(() => server.TemporaryFiles == 0, "nothing is left");
    }

    [Fact]
    public async Task ARequestIsGivenUpAtTheDeadline()
    {
        await using var server = await RunningServer.StartAsync("--Upright:Deadline=00:00:00.3");
        using var connection = await SendAsync(server, "/v1/estimate", length: 1000, body: new byte[10]);

        using var reader = new StreamReader(connection.GetStream());
        var answer = await reader.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 503 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"deadline-passed\"", answer, StringComparison.Ordinal);
        Assert.Equal(0, server.TemporaryFiles);
    }

    [Fact]
    public async Task WorkStopsWhenTheCallerIsGone()
    {
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await RunningServer.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter>(new StatusWatch(ended)), "--Upright:Concurrency=1");
        using var noise = Image.Gaussnoise(4000, 3000, sigma: 60, mean: 128).Cast(Enums.BandFormat.Uchar);
        noise.WriteToFile(folder["large.png"]);
        var picture = File.ReadAllBytes(folder["large.png"]);

        // AVIF takes many seconds for so much noise.
        using (var connection = await SendAsync(server, "/v1/fix?threshold=1&format=avif", picture.Length, picture))
        {
            await Eventually.TrueAsync(() => server.TemporaryFiles >= 2, "the picture is being written");
        }

        Assert.Equal(499, await ended.Task);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.PostFileAsync("/v1/estimate", folder.Draw("a.png"))).StatusCode);
        await Eventually.TrueAsync(() => server.TemporaryFiles == 0, "nothing is left");
    }

    [Fact]
    public async Task WhatHasBeenAcceptedIsFinishedWhenTheServiceStops()
    {
        await using var server = await RunningServer.StartAsync();
        var upload = new SlowUpload(File.ReadAllBytes(folder.Draw("a.png")));
        var served = server.Client.PostAsync("/v1/fix?turn=90", upload);
        await upload.Begun;
        await Eventually.TrueAsync(() => server.TemporaryFiles == 1, "it is let in");

        var stopped = server.StopAsync();
        upload.Finish();

        var answer = await served;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var picture = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((240, 320), (picture.Width, picture.Height));
        await stopped;
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Client.GetAsync("/health/live"));
    }

    [Theory]
    [InlineData("--Upright:Concurrency=0")]
    [InlineData("--Upright:Qeue=3")]
    [InlineData("--Upright:Device=toaster")]
    [InlineData("--Upright:Device=cuda")] // which is not there
    [InlineData("--Upright:GpuMemory=1000000")]
    public void SettingsThatMakeNoSenseStopItAtTheStart(string setting) => Assert.ThrowsAny<Exception>(() => UprightServer.Build([setting]));

    private static async Task<TcpClient> SendAsync(RunningServer server, string address, int length, byte[] body)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(server.Address.Host, server.Address.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"));
        await connection.GetStream().WriteAsync(body);
        return connection;
    }

    /// <summary>Tells the status with which the first picture's request ended inside the service.</summary>
    private sealed class StatusWatch(TaskCompletionSource<int> ended) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                await following(context);
                if (context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
                {
                    ended.TrySetResult(context.Response.StatusCode);
                }
            });
            next(app);
        };
    }
}

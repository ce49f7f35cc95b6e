using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Upright.Cli.Review;

/// <summary>
/// Answers this machine, and only who knows the address with its token: another site in the same browser cannot guess it,
/// and a request under another host's name is refused.
/// </summary>
internal sealed class ReviewServer : IDisposable
{
    private const string TokenHeader = "X-Upright-Token";
    private const int MostBody = 4096;

    private readonly HttpListener listener = new();
    private readonly ReviewPages pages;
    private readonly string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly string host;

    /// <summary>Starts to listen.</summary>
    /// <param name="pages">What the addresses answer.</param>
    /// <param name="port">0 for a free one.</param>
    /// <exception cref="UprightException">The port is taken.</exception>
    public ReviewServer(ReviewPages pages, int port)
    {
        this.pages = pages;
        host = $"127.0.0.1:{(port == 0 ? FreePort() : port)}";
        listener.Prefixes.Add($"http://{host}/");
        try
        {
            listener.Start();
        }
        catch (HttpListenerException exception)
        {
            throw new UprightException(UprightError.InvalidOptions, $"The port of {host} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>The page's address, with the token.</summary>
    public string Address => $"http://{host}/?token={token}";

    /// <summary>Answers until it is cancelled.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        await using var stopping = cancellationToken.Register(listener.Stop);
        while (!cancellationToken.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
            {
                return;
            }

            _ = Task.Run(() => AnswerAsync(context, cancellationToken), CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Close();

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancellationToken)
    {
        try
        {
            var answer = MayAsk(context.Request)
                ? await pages.AnswerAsync(token, context.Request.HttpMethod, context.Request.Url!.AbsolutePath, context.Request.QueryString, await BodyAsync(context.Request, cancellationToken), cancellationToken)
                : ReviewAnswer.Problem(HttpStatusCode.Forbidden, Words.Of("Open the address that `upright review` printed."));
            await SendAsync(context.Response, answer, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The browser has gone, or the review ends.
        }
    }

    // What changes something needs the token in a header, which no form and no link of another site can send.
    private bool MayAsk(HttpListenerRequest request)
    {
        var given = request.Headers[TokenHeader] ?? (request.HttpMethod == "GET" ? request.QueryString["token"] : null);
        return request.UserHostName == host
            && IPAddress.IsLoopback(request.RemoteEndPoint.Address)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(token));
    }

    private static async Task<string> BodyAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostBody];
        var length = await request.InputStream.ReadAtLeastAsync(bytes, MostBody, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static async Task SendAsync(HttpListenerResponse response, ReviewAnswer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = (int)answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Content-Security-Policy"] = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";
        response.ContentLength64 = answer.Body.Length;
        await response.OutputStream.WriteAsync(answer.Body, cancellationToken);
        response.Close();
    }

    // HttpListener takes no port 0.
    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

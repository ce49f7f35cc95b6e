using System.Net;
using System.Net.Sockets;

namespace Upright.Server.Tests;

/// <summary>Callers from other addresses of this machine: all of 127.0.0.0/8 is, under Linux, and the service counts by address.</summary>
internal static class LocalAddress
{
    /// <summary>A client whose connections come from an address.</summary>
    public static HttpClient Client(Uri service, string address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(service, address, cancellationToken), ownsSocket: true),
    })
    {
        BaseAddress = service,
        Timeout = Eventually.Deadline,
    };

    /// <summary>A connection from an address.</summary>
    public static async Task<Socket> ConnectAsync(Uri service, string address, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, service.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

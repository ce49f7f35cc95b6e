using System.Net;
using System.Net.Sockets;

namespace Upright.Server.Limits;

/// <summary>Who asks, as limits and shares count it: a key, or without keys an address.</summary>
internal static class Callers
{
    // One household or server has a whole network of IPv6 addresses.
    private const int NetworkBytes = 8;

    /// <summary>The caller of a request.</summary>
    public static string Of(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, Name: { } name } ? $"key {name}" : $"address {AddressOf(context)}";

    /// <summary>Where a request comes from: an IPv4 address, or the network of an IPv6 address.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPAddress([.. address.GetAddressBytes()[..NetworkBytes], .. new byte[NetworkBytes]]).ToString(),
        var address => address.ToString(),
    };
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Nms.Api.Limits;

/// <summary>Whose address a connection comes from. Of IPv6 the first 64 bits: a subscriber has all the others.</summary>
internal static class CallerAddress
{
    private const int SubscriberBytes = 8;

    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    public static string Of(IPAddress? address)
    {
        switch (address)
        {
            case null:
                return "unknown";
            case { IsIPv4MappedToIPv6: true }:
                return address.MapToIPv4().ToString();
            case { AddressFamily: AddressFamily.InterNetworkV6 }:
                Span<byte> bytes = stackalloc byte[16];
                address.TryWriteBytes(bytes, out _);
                bytes[SubscriberBytes..].Clear();
                return $"{new IPAddress(bytes)}/64";
            default:
                return address.ToString();
        }
    }
}

using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Nms.Api.Http;

/// <summary>
/// Bounds what the kernel holds of an answer that has not left yet. Without it a client that reads slowly has megabytes of events in the send
/// buffer of its connection, and an urgent event comes behind all of them.
/// </summary>
internal static class UnsentBytes
{
    private const int Most = 128 * 1024;

    // TCP_NOTSENT_LOWAT of Linux, which accepted connections inherit. It bounds what waits, not what is under way: no line gets slower.
    private const int Tcp = 6;
    private const int NotSentLowWater = 25;

    public static void Limit(SocketTransportOptions transport)
    {
        if (OperatingSystem.IsLinux())
        {
            transport.CreateBoundListenSocket = endpoint =>
            {
                var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
                if (socket.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
                {
                    socket.SetRawSocketOption(Tcp, NotSentLowWater, BitConverter.GetBytes(Most));
                }

                return socket;
            };
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Nms.Silo.Hosting;

/// <summary>Which TCP ports of this machine are free. The answer may be outdated at once; binding has the last word.</summary>
internal static class LocalPorts
{
    public static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    /// <summary>The preferred port when it is free, otherwise one that the operating system chooses.</summary>
    public static int PreferOrFree(IPAddress address, int preferred)
    {
        if (IsFree(address, preferred))
            return preferred;

        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

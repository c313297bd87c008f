using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Nms.Load;

internal static class Ports
{
    private static readonly ConcurrentDictionary<int, bool> s_given = new();

    /// <summary>A port that nobody listens on now, another one each time: the system gives the same again when nobody has begun to listen.</summary>
    public static int Free()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (s_given.TryAdd(port, true))
            {
                return port;
            }
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Nms.SnmpBenchmarks;

/// <summary>Stands before an agent as a network with a delay would: a request waits on its way there, an answer comes straight back.</summary>
internal static class SlowRelay
{
    /// <summary>Starts one; it relays for all who ask.</summary>
    /// <returns>Its port.</returns>
    public static int Start(IPEndPoint agent, TimeSpan delay, CancellationToken stop)
    {
        var front = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        front.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = Task.Run(() => RunAsync(front, agent, delay, stop), CancellationToken.None);
        return ((IPEndPoint)front.LocalEndPoint!).Port;
    }

    private static async Task RunAsync(Socket front, IPEndPoint agent, TimeSpan delay, CancellationToken stop)
    {
        var backs = new Dictionary<SocketAddress, Socket>();
        var buffer = new byte[65_536];
        var from = new SocketAddress(AddressFamily.InterNetwork);
        while (!stop.IsCancellationRequested)
        {
            var length = await front.ReceiveFromAsync(buffer, SocketFlags.None, from, stop);
            if (!backs.TryGetValue(from, out var back))
            {
                var client = new SocketAddress(from.Family, from.Size);
                from.Buffer.CopyTo(client.Buffer);
                backs.Add(client, back = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
                await back.ConnectAsync(agent, stop);
                _ = Task.Run(() => AnswerAsync(back, front, client, stop), CancellationToken.None);
            }

            _ = PassAsync(buffer.AsSpan(0, length).ToArray(), back, delay, stop);
        }
    }

    private static async Task PassAsync(byte[] request, Socket back, TimeSpan delay, CancellationToken stop)
    {
        await Task.Delay(delay, TimeProvider.System, stop);
        await back.SendAsync(request, SocketFlags.None, stop);
    }

    private static async Task AnswerAsync(Socket back, Socket front, SocketAddress client, CancellationToken stop)
    {
        var buffer = new byte[65_536];
        while (!stop.IsCancellationRequested)
        {
            var length = await back.ReceiveAsync(buffer, SocketFlags.None, stop);
            await front.SendToAsync(buffer.AsMemory(0, length), SocketFlags.None, client, stop);
        }
    }
}

using System.Net;
using System.Net.Sockets;

namespace Nms.SnmpBenchmarks;

/// <summary>
/// Stands before an agent as a network with a delay and with loss would: a request waits on its way there, an answer comes straight back,
/// and of either some never arrive.
/// </summary>
internal static class SlowRelay
{
    /// <summary>Starts one; it relays for all who ask.</summary>
    /// <param name="agent">Before whom.</param>
    /// <param name="delay">How long a request waits.</param>
    /// <param name="lossPercent">How many of a hundred requests, and of a hundred answers, are dropped; which, is the same in each run.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Its port.</returns>
    public static int Start(IPEndPoint agent, TimeSpan delay, int lossPercent, CancellationToken stop)
    {
        var front = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        front.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = Task.Run(() => RunAsync(front, agent, delay, new Loss(lossPercent), stop), CancellationToken.None);
        return ((IPEndPoint)front.LocalEndPoint!).Port;
    }

    private static async Task RunAsync(Socket front, IPEndPoint agent, TimeSpan delay, Loss loss, CancellationToken stop)
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
                _ = Task.Run(() => AnswerAsync(back, front, client, loss, stop), CancellationToken.None);
            }

            if (!loss.Happens())
            {
                _ = PassAsync(buffer.AsSpan(0, length).ToArray(), back, delay, stop);
            }
        }
    }

    private static async Task PassAsync(byte[] request, Socket back, TimeSpan delay, CancellationToken stop)
    {
        await Task.Delay(delay, TimeProvider.System, stop);
        await back.SendAsync(request, SocketFlags.None, stop);
    }

    private static async Task AnswerAsync(Socket back, Socket front, SocketAddress client, Loss loss, CancellationToken stop)
    {
        var buffer = new byte[65_536];
        while (!stop.IsCancellationRequested)
        {
            var length = await back.ReceiveAsync(buffer, SocketFlags.None, stop);
            if (!loss.Happens())
            {
                await front.SendToAsync(buffer.AsMemory(0, length), SocketFlags.None, client, stop);
            }
        }
    }

    private sealed class Loss(int percent)
    {
        private readonly Lock _gate = new();
        private readonly Random _random = new(1);

        public bool Happens()
        {
            lock (_gate)
            {
                return _random.Next(100) < percent;
            }
        }
    }
}

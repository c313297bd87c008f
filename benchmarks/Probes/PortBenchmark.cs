using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Nms.Probes;

namespace Nms.ProbesBenchmarks;

/// <summary>One closed port, then one open port, of 8,192 loopback addresses.</summary>
internal static class PortBenchmark
{
    private const string Range = "127.5.0.0/19";

    public static async Task<string> RunAsync(TimeProvider time)
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start(4096);
        var accepting = AcceptAsync(listener);
        var open = ((IPEndPoint)listener.LocalEndpoint).Port;
        var closed = await CompareAsync(time, 1);
        var opened = await CompareAsync(time, open);
        listener.Stop();
        await accepting;
        return $"Closed:\n\n{closed}\nOpen; this process accepts and closes the connections, which is in the CPU of all contestants:\n\n{opened}";
    }

    private static Task<string> CompareAsync(TimeProvider time, int port)
    {
        var number = port.ToString(CultureInfo.InvariantCulture);
        return Contest.RunAsync(
            "ports", time,
            ("ours, `TcpProber.SweepAsync`", () => OursAsync(port, time)),
            ("`nmap -sT -Pn -n -T5 --min-rate 100000`", () => Contest.CountAsync("nmap", ["-sT", "-Pn", "-n", "-T5", "--min-rate", "100000", "-p", number, Range], line => line.StartsWith($"{number}/tcp", StringComparison.Ordinal))),
            ("`TcpClient.ConnectAsync`, 256 at a time, each given up after 2 s", () => ClientsAsync(port)));
    }

    private static async Task<int> OursAsync(int port, TimeProvider time)
    {
        var prober = new TcpProber(new TcpOptions { ConnectionsPerSecond = 0 }, time);
        var found = 0;
        await foreach (var result in prober.SweepAsync(IPAddressSet.Parse(Range), [port], new SweepOptions { IncludeSilent = true }))
        {
            found += result.Outcome is TcpOutcome.Open or TcpOutcome.Closed ? 1 : 0;
        }

        return found;
    }

    private static async Task<int> ClientsAsync(int port)
    {
        var found = 0;
        await Parallel.ForEachAsync(IPAddressSet.Parse(Range).Enumerate(), new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (address, token) =>
        {
            using var client = new TcpClient { LingerState = new LingerOption(true, 0) };
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
            patience.CancelAfter(TimeSpan.FromSeconds(2));
            try
            {
                await client.ConnectAsync(address, port, patience.Token);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // Closed counts as found.
            }

            Interlocked.Increment(ref found);
        });
        return found;
    }

    private static async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                (await listener.AcceptSocketAsync()).Dispose();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}

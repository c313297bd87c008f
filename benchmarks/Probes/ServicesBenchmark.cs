using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Probing;
using Nms.Probes;

namespace Nms.ProbesBenchmarks;

/// <summary>What runs at three ports of 254 loopback addresses: an SSH server, a web server, and nobody; and how many connections that costs them.</summary>
internal static class ServicesBenchmark
{
    private const string Range = "127.9.0.1-254";

    public static async Task<string> RunAsync(TimeProvider time)
    {
        using var ssh = new TcpListener(IPAddress.Any, 0);
        using var web = new TcpListener(IPAddress.Any, 0);
        using var nobody = new TcpListener(IPAddress.Any, 0);
        nobody.Start();
        var closed = PortOf(nobody);
        nobody.Stop();
        int[] ports = [PortOf(ssh), PortOf(web), closed];
        var connections = new Counter();
        Task[] serving = [ServeAsync(ssh, "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", false, connections), ServeAsync(web, "HTTP/1.0 200 OK\r\nServer: nginx/1.22.1\r\n\r\n<title>R1</title>", true, connections)];
        var costs = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var text = await Contest.RunAsync(
            "addresses", time,
            ("ours, `HostProbe`, 64 addresses at a time", () => CountedAsync("ours", () => OursAsync(ports, time))),
            ("`nmap -sT -sV -Pn -n -T5 --version-light`", () => CountedAsync("nmap", () => NmapAsync(ports))));
        ssh.Stop();
        web.Stop();
        await Task.WhenAll(serving);
        return $"{text}\nConnections to the two services of an address: {string.Join(", ", costs.Select(cost => FormattableString.Invariant($"{cost.Key} {cost.Value / 254.0:0.0}")))}\n";

        async Task<int> CountedAsync(string name, Func<Task<int>> run)
        {
            var before = connections.Value;
            var found = await run();
            costs[name] = connections.Value - before;
            return found;
        }
    }

    private static int PortOf(TcpListener listener)
    {
        listener.Start(4096);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<int> OursAsync(int[] ports, TimeProvider time)
    {
        var options = new HostProbeOptions { ConnectionsPerSecond = 100_000 };
        using var probers = new ReachProbers(options, time, null);
        var probe = new HostProbe(probers, new ScopePolicy { OutboundAllowed = [IPNetwork.Parse("127.0.0.0/8")] }, Options.Create(options), time);
        var found = 0;
        await Parallel.ForEachAsync(IPAddressSet.Parse(Range).Enumerate(), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (address, token) =>
        {
            var result = await probe.ProbeAsync(new HostProbeRequest(new AddressRoute(address, address), [.. ports]) { Echo = false }, token);
            var names = result.Ports.Ports.Select(port => port.Service?.Product).OfType<string>();
            Interlocked.Add(ref found, names.Order(StringComparer.Ordinal).SequenceEqual(["OpenSSH", "nginx"]) ? 1 : 0);
        });
        return found;
    }

    private static Task<int> NmapAsync(int[] ports) => Contest.CountAsync(
        "nmap", ["-sT", "-sV", "-Pn", "-n", "-T5", "--version-light", "-p", string.Join(',', ports.Select(port => port.ToString(CultureInfo.InvariantCulture))), Range],
        line => line.Contains("OpenSSH", StringComparison.Ordinal));

    private static async Task ServeAsync(TcpListener listener, string says, bool waits, Counter connections)
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await listener.AcceptTcpClientAsync(), System.Text.Encoding.ASCII.GetBytes(says), waits);
                connections.Add();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private static async Task TalkAsync(TcpClient client, byte[] says, bool waits)
    {
        using (client)
        {
            try
            {
                var heard = new byte[1024];
                if (waits && await client.GetStream().ReadAsync(heard) == 0)
                {
                    return;
                }

                await client.GetStream().WriteAsync(says);
                while (!waits && await client.GetStream().ReadAsync(heard) > 0)
                {
                    // Until the other side ends.
                }
            }
            catch (IOException)
            {
                // It broke off, as probers do.
            }
        }
    }

    private sealed class Counter
    {
        private int _value;

        public int Value => _value;

        public void Add() => Interlocked.Increment(ref _value);
    }
}

using System.Net.NetworkInformation;
using Nms.Probes;

namespace Nms.ProbesBenchmarks;

/// <summary>A /16 of loopback that answers, as fast as each can.</summary>
internal static class SweepBenchmark
{
    private const string Range = "127.3.0.0/16";

    /// <summary>A part of it: all would take minutes.</summary>
    private const string PingRange = "127.3.0.0/20";
    private const int PingConcurrency = 64;

    public static Task<string> RunAsync(TimeProvider time) => Contest.RunAsync(
        "addresses", time,
        ("ours, `IcmpProber.SweepAsync`", () => OursAsync(time)),
        ("`fping -a -q -i 0.01 -r 0 -g`", () => Contest.CountAsync("fping", ["-a", "-q", "-i", "0.01", "-r", "0", "-g", Range], line => line.StartsWith("127.", StringComparison.Ordinal))),
        ("`nmap -sn -n -PE -T5 --min-rate 100000`", () => Contest.CountAsync("nmap", ["-sn", "-n", "-PE", "-T5", "--min-rate", "100000", "--disable-arp-ping", Range], line => line.StartsWith("Nmap scan report", StringComparison.Ordinal))),
        ("`System.Net.NetworkInformation.Ping`, 64 at a time, a /20 of it", PingAsync));

    private static async Task<int> OursAsync(TimeProvider time)
    {
        using var prober = new IcmpProber(new IcmpOptions { RequestsPerSecond = 0 }, time);
        var found = 0;
        await foreach (var result in prober.SweepAsync(IPAddressSet.Parse(Range)))
        {
            found += result.Answered ? 1 : 0;
        }

        return found;
    }

    private static async Task<int> PingAsync()
    {
        var found = 0;
        await Parallel.ForEachAsync(IPAddressSet.Parse(PingRange).Enumerate(), new ParallelOptions { MaxDegreeOfParallelism = PingConcurrency }, async (address, _) =>
        {
            using var ping = new Ping();
            if ((await ping.SendPingAsync(address, 1000)).Status == IPStatus.Success)
            {
                Interlocked.Increment(ref found);
            }
        });
        return found;
    }
}

using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Probing;
using Nms.Probes;

namespace Nms.ProbesBenchmarks;

/// <summary>The sweep of a discovery over a /16 on another host, answering and silent, with its policy and its pace, beside fping and nmap.</summary>
internal static class DiscoveryBenchmark
{
    private const int Addresses = 65_536;

    private static readonly string[] s_fping = ["fping", "-a", "-q", "-i", "0.01", "-r", "1", "-t", "1000", "-g"];
    private static readonly string[] s_nmap = ["nmap", "-sn", "-n", "-PE", "-T5", "--max-retries", "1", "--min-rate", "100000"];

    public static async Task<string> RunAsync(TimeProvider time)
    {
        await using var pair = await NamespacePair.CreateAsync();
        var answering = await Contest.RunAsync(
            "addresses", time,
            ("ours, `RangeSweep` without a pace", () => OursAsync(NamespacePair.Answering, 1_000_000, time)),
            ("ours, `RangeSweep` at its pace of 10,000", () => OursAsync(NamespacePair.Answering, 10_000, time)),
            ("`fping -a -q -i 0.01 -r 1 -g`", () => FpingAsync(NamespacePair.Answering)),
            ("`nmap -sn -n -PE -T5 --min-rate 100000`", () => NmapAsync(NamespacePair.Answering)));
        var silent = await Contest.RunAsync(
            "addresses", time,
            ("ours, `RangeSweep` without a pace", async () => Addresses + await OursAsync(NamespacePair.Silent, 1_000_000, time)),
            ("ours, `RangeSweep` at its pace of 10,000", async () => Addresses + await OursAsync(NamespacePair.Silent, 10_000, time)),
            ("`fping -a -q -i 0.01 -r 1 -t 1000 -g`", async () => Addresses + await FpingAsync(NamespacePair.Silent)),
            ("`nmap -sn -n -PE -T5 --max-retries 1 --min-rate 100000`", async () => Addresses + await NmapAsync(NamespacePair.Silent)));
        return $"Answering:\n\n{answering}\nSilent; the addresses that were asked are counted:\n\n{silent}\nMemory of the silent sweep, in megabytes:\n\n{await MemoryAsync(time)}";
    }

    /// <summary>What the silent sweep adds to the resident memory of this process, and what the others have at most.</summary>
    private static async Task<string> MemoryAsync(TimeProvider time)
    {
        GC.Collect();
        var (before, allocated) = (Resident("VmRSS"), GC.GetTotalAllocatedBytes(precise: true));

        // Begins the peak anew (proc(5)).
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        await OursAsync(NamespacePair.Silent, 1_000_000, time);
        var (peak, made) = (Resident("VmHWM"), GC.GetTotalAllocatedBytes(precise: true) - allocated);
        var (fping, nmap) = (await PeakAsync(s_fping), await PeakAsync(s_nmap));
        return string.Create(CultureInfo.InvariantCulture, $"""
            | contestant | resident at most |
            | --- | --- |
            | ours, `RangeSweep` | {peak - before:0.0} more than before, {made / 1048576.0:0.0} allocated in all |
            | `fping` | {fping:0.0} |
            | `nmap` | {nmap:0.0} |

            """);
    }

    private static double Resident(string field) => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    /// <summary>As <c>time</c> tells it, which is GNU's program and no part of the shell.</summary>
    private static async Task<double> PeakAsync(string[] command)
    {
        string[] arguments = NamespacePair.Run(["time", "-f", "%M", .. command, NamespacePair.Silent]);
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.WhenAll(output, errors);
        return double.Parse((await errors).Trim().Split('\n')[^1], CultureInfo.InvariantCulture) / 1024;
    }

    private static async Task<int> OursAsync(string range, int perSecond, TimeProvider time)
    {
        var options = new HostProbeOptions { SweepEchoesPerSecond = perSecond };
        using var probers = new ReachProbers(options, time, NamespacePair.Here);
        var sweep = new RangeSweep(probers, new AddressTranslation([], []), new ScopePolicy(), Options.Create(options));
        var found = 0;
        await foreach (var finding in sweep.SweepAsync(new SweepRequest(IPAddressSet.Parse(range)) { TryPorts = false }, CancellationToken.None))
        {
            found += finding.Evidence == SweepEvidence.Echo ? 1 : 0;
        }

        return found;
    }

    private static Task<int> FpingAsync(string range) => Contest.CountAsync(
        "ip", NamespacePair.Run([.. s_fping, range]), line => line.StartsWith("10.", StringComparison.Ordinal));

    private static Task<int> NmapAsync(string range) => Contest.CountAsync(
        "ip", NamespacePair.Run([.. s_nmap, range]), line => line.StartsWith("Nmap scan report", StringComparison.Ordinal));
}

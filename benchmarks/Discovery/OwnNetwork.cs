using System.Diagnostics;
using System.Globalization;

namespace Nms.DiscoveryBenchmarks;

/// <summary>A network namespace that only has a loopback network, and what went through it.</summary>
internal static class OwnNetwork
{
    /// <summary>Runs this program again in one.</summary>
    public static async Task<int> RunAsync(params string[] arguments)
    {
        string[] command = ["-rn", "sh", "-c", "ip link set lo up && exec dotnet \"$@\"", "sh", typeof(OwnNetwork).Assembly.Location, .. arguments];
        using var process = Process.Start("unshare", command);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>
    /// UDP datagrams since the namespace was made (<c>/proc/self/net/snmp</c>): those that were answers, and the rest, which were requests. Every
    /// request is answered or goes to a port where nobody listens, and both ends are in here.
    /// </summary>
    public static (long Requests, long Answers) Datagrams()
    {
        var lines = File.ReadLines("/proc/self/net/snmp").Where(line => line.StartsWith("Udp:", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToArray();
        long Value(string name) => long.Parse(lines[1][Array.IndexOf(lines[0], name)], CultureInfo.InvariantCulture);
        var answers = Value("InDatagrams") / 2;
        return (Value("OutDatagrams") - answers, answers);
    }

    /// <summary>How many sockets there are at a UDP port, whatever their addresses.</summary>
    public static int Listeners(int port)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        return File.ReadLines("/proc/self/net/udp").Skip(1).Count(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].EndsWith(suffix, StringComparison.Ordinal));
    }
}

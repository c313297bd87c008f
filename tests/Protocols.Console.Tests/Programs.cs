using System.Diagnostics;
using System.Net;
using Nms.Consoles;
using Nms.Testing.Servers;

namespace Nms.Protocols.Consoles.Tests;

/// <summary>Programs of the machine whose output is read.</summary>
internal static class Programs
{
    /// <summary>What a program says; skips the test where it is not installed.</summary>
    public static async Task<string> OutputAsync(string[] program, CancellationToken cancellationToken)
    {
        var path = ServerProcess.Find(program[0], "/sbin", "/usr/sbin", "/bin", "/usr/bin");
        Assert.SkipWhen(path is null, $"{program[0]} is not installed.");
        using var process = Process.Start(new ProcessStartInfo(path!, program[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return await output + await errors;
    }
    /// <summary>The IPv6 routes of the kernel that lead out of the host, without those of multicast.</summary>
    public static async Task<List<ConsoleRoute>> Routes6Async(CancellationToken cancellationToken)
    {
        // proc(5), ipv6_route: destination, length, source, length, next hop, metric, references, uses, flags, interface.
        const uint local = 0x80000000;
        if (!File.Exists("/proc/net/ipv6_route"))
            return [];

        var rows = (await File.ReadAllLinesAsync("/proc/net/ipv6_route", cancellationToken)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return [.. rows
            .Where(row => row[9] != "lo" && !row[0].StartsWith("ff", StringComparison.Ordinal) && (Convert.ToUInt32(row[8], 16) & local) == 0)
            .Select(row => new ConsoleRoute(
                new IPNetwork(Address(row[0]), Convert.ToInt32(row[1], 16)), Address(row[4]) is { } hop && !hop.Equals(IPAddress.IPv6Any) ? hop : null, row[9], null))];

        static IPAddress Address(string hex) => new(Convert.FromHexString(hex));
    }
}

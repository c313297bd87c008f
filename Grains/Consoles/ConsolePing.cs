using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Nms.Consoles;

/// <summary>How a dialect is told to send ICMP echo requests, and how its answer is read. Pure.</summary>
internal static partial class ConsolePing
{
    /// <summary>The command; null when the dialect has none that ends by itself.</summary>
    public static string? Command(ConsoleDialect dialect, IPAddress address, int count)
    {
        var text = dialect.Name switch
        {
            _ when dialect == ConsoleDialect.Vpcs => "ping {0} -c {1}",
            _ when dialect == ConsoleDialect.Ios => "ping {0} repeat {1} timeout 1",
            _ when dialect == ConsoleDialect.Eos => "ping {0} repeat {1}",
            _ when dialect == ConsoleDialect.NxOs => "ping {0} count {1}",
            _ when dialect == ConsoleDialect.Linux => "ping -c {1} -W 1 {0}",
            _ when dialect == ConsoleDialect.Vyos || dialect == ConsoleDialect.Junos => "ping {0} count {1}",
            _ when dialect == ConsoleDialect.RouterOs => "/ping {0} count={1}",
            _ => null,
        };
        return text is null ? null : string.Format(CultureInfo.InvariantCulture, text, address, count);
    }

    /// <summary>Reads what was answered: how many requests were answered, and the mean round trip.</summary>
    /// <returns>Null when the answer tells nothing of it.</returns>
    public static (int Received, TimeSpan? RoundTrip)? Read(ConsoleDialect dialect, string answer) =>
        dialect == ConsoleDialect.Vpcs ? Vpcs(answer)
        : Summary.Matches(answer) is [.., var last] ? (int.Parse(last.Groups["received"].ValueSpan, CultureInfo.InvariantCulture), RoundTrip(answer))
        : Nothing.IsMatch(answer) ? (0, null)
        : null;

    private static (int, TimeSpan?)? Vpcs(string answer)
    {
        var times = VpcsReply.Matches(answer).Select(reply => double.Parse(reply.Groups["ms"].ValueSpan, CultureInfo.InvariantCulture)).ToList();
        return times is not [] ? (times.Count, TimeSpan.FromMilliseconds(times.Average()))
            : VpcsSilence.IsMatch(answer) ? (0, null)
            : null;
    }

    private static TimeSpan? RoundTrip(string answer)
    {
        if (MinAvgMax.Match(answer) is { Success: true } three)
        {
            return TimeSpan.FromMilliseconds(double.Parse(three.Groups["ms"].ValueSpan, CultureInfo.InvariantCulture));
        }

        // RouterOS: avg-rtt=425us, avg-rtt=1ms, avg-rtt=1ms425us.
        return Average.Match(answer) is { Success: true } average
            ? TimeSpan.FromMicroseconds(Part.Matches(average.Groups["time"].Value).Sum(part => long.Parse(part.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) * part.Groups["unit"].Value switch
            {
                "us" => 1,
                "ms" => 1_000,
                _ => 1_000_000,
            }))
            : null;
    }

    [GeneratedRegex(@"bytes from \S{1,64} icmp6?_seq=\d+ ttl=\d+ time=(?<ms>\d+(\.\d+)?) ms", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex VpcsReply { get; }

    [GeneratedRegex("timeout|not reachable|unreachable|No gateway found", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex VpcsSilence { get; }

    // iputils, BusyBox, BSD, NX-OS; IOS; RouterOS.
    [GeneratedRegex(
        @"transmitted, (?<received>\d{1,9})( packets)? received|Success rate is \d+ percent \((?<received>\d{1,9})/\d+\)|sent=\d+ received=(?<received>\d{1,9})",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Summary { get; }

    [GeneratedRegex(@"Network is unreachable|No route to host|Network unreachable", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Nothing { get; }

    [GeneratedRegex(@"min/avg/max[^=\n]{0,20}= *[\d.]{1,12}/(?<ms>\d{1,9}(\.\d{1,9})?)/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex MinAvgMax { get; }

    [GeneratedRegex(@"avg-rtt=(?<time>(\d{1,9}(us|ms|s))+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Average { get; }

    [GeneratedRegex(@"(?<n>\d{1,9})(?<unit>us|ms|s)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Part { get; }
}

using System.Net;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads "show ip route" and "show ipv6 route" of IOS, EOS, FRR and NX-OS: a destination, then its ways on the same line or the following.</summary>
internal static partial class RouteTable
{
    private static readonly HashSet<string> s_noInterfaces = new(StringComparer.OrdinalIgnoreCase)
    {
        "direct", "static", "local", "inactive", "onlink", "attached", "hmm", "discard", "broadcast", "never", "label", "weight", "connected", "recursive",
    };

    public static void Parse(string text, FactsBuilder facts)
    {
        IPNetwork? destination = null;
        string? code = null;
        int? inherited = null;
        int? metric = null;
        foreach (var line in Words.Lines(text))
        {
            if (Subnetted().Match(line) is { Success: true } header)
            {
                inherited = Words.Number(header.Groups[1].Value);
                continue;
            }

            if (Destination().Match(line) is { Success: true } match && !line.Contains("variably subnetted", StringComparison.Ordinal))
            {
                code = match.Groups["code"].Success ? match.Groups["code"].Value.Trim() : null;
                var length = match.Groups["length"].Success ? Words.Number(match.Groups["length"].Value) : inherited;
                metric = null;
                destination = Words.Address(match.Groups["net"].Value) is { } address && length is { } bits ? Words.Network(address, bits) : null;
            }

            if (destination is not { } network) continue;

            // [preference/metric]
            if (Metric().Match(line) is { Success: true } told) metric = Words.Number(told.Groups[1].Value);

            if (Via().Match(line) is { Success: true } via)
            {
                var rest = via.Groups["rest"].Value.Split(',', StringSplitOptions.TrimEntries);
                // NX-OS writes the address of the interface itself as the way to its own network.
                var isAttached = rest.Contains("direct") || rest.Contains("local");
                var at = via.Groups["out"].Success ? via.Groups["out"].Value : InterfaceOf(rest);
                facts.Route(network, isAttached ? null : Words.Address(via.Groups["hop"].Value), at, ProtocolOf(code, rest), metric);
            }
            else if (Connected().Match(line) is { Success: true } connected)
            {
                facts.Route(network, null, connected.Groups["at"].Value, ProtocolOf(code, []), metric);
            }
        }
    }

    // The interface comes first, or after the age (IOS). NX-OS begins with [preference/metric] where it writes none.
    private static string? InterfaceOf(string[] rest)
        => rest is [['[', ..], ..] ? null : rest.Take(2).Select(word => word.Split(' ')[0]).FirstOrDefault(IsInterface);

    private static bool IsInterface(string word)
        => word.Length > 1 && char.IsAsciiLetter(word[0]) && !s_noInterfaces.Contains(word) && !ProtocolWord().IsMatch(word);

    private static string? ProtocolOf(string? code, string[] words)
    {
        var told = words.FirstOrDefault(word => ProtocolWord().IsMatch(word) || word is "direct" or "static" or "local");
        if (told is not null) return told == "direct" ? "connected" : ProtocolWord().Match(told) is { Success: true } match ? match.Groups[1].Value : told;
        return code?.TrimStart('>', '*', ' ') switch
        {
            null or "" => null,
            ['C', ..] => "connected",
            ['L', ..] => "local",
            ['S', ..] => "static",
            ['K', ..] => "kernel",
            ['R', ..] => "rip",
            ['O', ..] => "ospf",
            ['D' or 'E', ..] => "eigrp",
            ['B', ..] => "bgp",
            ['I' or 'i', ..] => "isis",
            var other => other.TrimEnd('>', '*', ' '),
        };
    }

    [GeneratedRegex(@"\[\d{1,3}/(\d{1,10})\]")]
    private static partial Regex Metric();

    [GeneratedRegex(@"^\s+\d+\.\d+\.\d+\.\d+/(\d+) is subnetted")]
    private static partial Regex Subnetted();

    [GeneratedRegex(@"^\s{0,3}(?:(?<code>[A-Za-z][A-Za-z0-9*>+%&! ]{0,8}?)\s+)?(?<net>\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,40})(?:/(?<length>\d{1,3}))?(?=[\s,\[]|$)")]
    private static partial Regex Destination();

    [GeneratedRegex(@"\bvia (?:(?<hop>[0-9a-fA-F.:]+)(?![\w/])|(?<out>[A-Z][\w/.\-]{0,62})(?=,))[^,]*(?:,(?<rest>.*))?$")]
    private static partial Regex Via();

    // IOS writes the age of what a protocol brought: "is directly connected, 3w4d, Vlan5", "is a summary, 7w0d, Null0", "[200/0], 3w4d, Null0".
    [GeneratedRegex(@"(?:directly connected|is a summary|\[\d+/\d+\]), (?:\d[\w:]*, )?(?<at>[A-Za-z][^,\s]*)")]
    private static partial Regex Connected();

    [GeneratedRegex(@"^(ospf|bgp|eigrp|rip|isis)(?:v3|ng)?(-\S+)?$")]
    private static partial Regex ProtocolWord();
}

using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads what RouterOS prints: "print detail" is entries of key=value, the others are lines of key: value.</summary>
internal static partial class RouterOsParser
{
    private static readonly TopicParsers s_topics = new()
    {
        Version = ParseVersion,
        Interfaces = ForEach(ParseInterface),
        Neighbours = ForEach(ParseNeighbour),
        Routes = ForEach(ParseRoute),
        Leases = ForEach(ParseLease),
    };

    public static void Parse(ConsoleTopic topic, string text, FactsBuilder facts) => s_topics.Parse(topic, text, facts);

    private static Action<string, FactsBuilder> ForEach(Action<Entry, FactsBuilder> parse) => (text, facts) =>
    {
        foreach (var entry in Entries(text)) parse(entry, facts);
    };

    private static void ParseVersion(string text, FactsBuilder facts)
    {
        facts.Vendor = "MikroTik";
        foreach (Match match in Property().Matches(text))
        {
            var value = match.Groups[2].Value.Trim();
            switch (match.Groups[1].Value)
            {
                case "uptime":
                    facts.Uptime ??= Words.Duration(value);
                    break;
                case "version":
                    facts.Version ??= value;
                    break;
                case "board-name" or "model":
                    facts.Platform ??= value;
                    break;
                case "serial-number":
                    facts.SerialNumber ??= value;
                    break;
                case "name":
                    facts.HostName ??= value;
                    break;
            }
        }
    }

    private static void ParseInterface(Entry entry, FactsBuilder facts)
    {
        if (entry.Values.TryGetValue("name", out var name))
        {
            var draft = facts.Interface(name);
            draft.Admin = entry.Flags.Contains('X', StringComparison.Ordinal) ? ConsoleState.Down : ConsoleState.Up;
            draft.Oper = entry.Flags.Contains('R', StringComparison.Ordinal) ? ConsoleState.Up : ConsoleState.Down;
            draft.PhysicalAddress = Words.Physical(entry.Values.GetValueOrDefault("mac-address", ""));
            draft.Mtu = Words.Number(entry.Values.GetValueOrDefault("actual-mtu", "")) ?? Words.Number(entry.Values.GetValueOrDefault("mtu", ""));
            draft.Description = entry.Comment;
        }
        else if (entry.Values.TryGetValue("interface", out var at) && entry.Values.TryGetValue("address", out var word) && Words.TryAddress(word, out var address, out var length))
        {
            var draft = facts.Interface(at);
            draft.Add(address, length);
            if (address.AddressFamily == AddressFamily.InterNetwork) draft.UsesDhcp = entry.Flags.Contains('D', StringComparison.Ordinal);
        }
    }

    private static void ParseNeighbour(Entry entry, FactsBuilder facts)
    {
        if (entry.Values.TryGetValue("address", out var word) && Words.Address(word) is { } address)
            facts.Neighbour(address, Words.Physical(entry.Values.GetValueOrDefault("mac-address", "")), entry.Values.GetValueOrDefault("interface"));
    }

    private static void ParseRoute(Entry entry, FactsBuilder facts)
    {
        if (!entry.Values.TryGetValue("dst-address", out var word) || Words.Network(word) is not { } destination) return;
        var gateway = entry.Values.GetValueOrDefault("gateway", "");
        // RouterOS 7: immediate-gw=10.0.0.254%ether1; RouterOS 6: gateway-status=10.0.0.254 reachable via  ether1.
        var immediate = entry.Values.GetValueOrDefault("immediate-gw", "");
        var percent = immediate.IndexOf('%', StringComparison.Ordinal);
        var at = Words.Address(gateway) is null && gateway.Length > 0 ? gateway
            : percent >= 0 ? immediate[(percent + 1)..]
            : Words.Group(GatewayStatus(), entry.Values.GetValueOrDefault("gateway-status", ""));
        var flags = entry.Flags.ToLowerInvariant();
        var protocol = flags.Contains('c', StringComparison.Ordinal) ? "connected"
            : flags.Contains('o', StringComparison.Ordinal) ? "ospf"
            : flags.Contains('b', StringComparison.Ordinal) ? "bgp"
            : flags.Contains('r', StringComparison.Ordinal) ? "rip"
            : flags.Contains('s', StringComparison.Ordinal) ? "static"
            : null;
        facts.Route(destination, Words.Address(gateway), at, protocol);
    }

    private static void ParseLease(Entry entry, FactsBuilder facts)
    {
        // One that waits for its client is kept for it, and not in use.
        if (entry.Values.GetValueOrDefault("status") is "bound" or "offered"
            && Words.Address(entry.Values.GetValueOrDefault("active-address") ?? entry.Values.GetValueOrDefault("address", "")) is { } address)
        {
            facts.Lease(
                address, Words.Physical(entry.Values.GetValueOrDefault("active-mac-address") ?? entry.Values.GetValueOrDefault("mac-address", "")),
                entry.Values.GetValueOrDefault("host-name"), Words.Duration(entry.Values.GetValueOrDefault("expires-after")));
        }
    }

    private static IEnumerable<Entry> Entries(string text)
    {
        Entry? current = null;
        var body = new StringBuilder();
        foreach (var line in Words.Lines(text))
        {
            if (Numbered().Match(line) is { Success: true } start)
            {
                if (current is not null) yield return current.With(body.ToString());
                body.Clear();
                var comment = line.IndexOf(";;; ", StringComparison.Ordinal);
                current = new Entry(start.Groups["flags"].Value, comment < 0 ? null : line[(comment + 4)..]);
                if (comment < 0) body.Append(line.AsSpan(start.Length));
            }
            else if (current is not null)
            {
                body.Append(' ').Append(line.AsSpan().Trim());
            }
        }

        if (current is not null) yield return current.With(body.ToString());
    }

    [GeneratedRegex(@"^\s*([\w\-]{1,40}): ([^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Property();

    // The number, then flags, which stand apart in RouterOS 7 ("DAc  ", "D d +"); its dynamic routes have no number.
    [GeneratedRegex(@"^ *(?:\d{1,6} +(?<flags>(?:[A-Za-z+*]{1,5} +){0,4})|(?<flags>[A-Z][A-Za-z+*]{0,4} +(?:[A-Za-z+*]{1,5} +){0,3}))(?=[a-z\-]+=|;;;)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"via +(\S+)")]
    private static partial Regex GatewayStatus();

    [GeneratedRegex("""([a-z][a-z0-9\-]{0,40})=(?:"((?:[^"\\]|\\.){0,512})"|(.*?))(?=\s+[a-z][a-z0-9\-]{0,40}=|\s*$)""")]
    private static partial Regex Pair();

    private sealed record Entry(string Flags, string? Comment)
    {
        public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public Entry With(string body)
        {
            // Single spaces and a limit keep the search linear, whatever was sent.
            body = string.Join(' ', Words.Split(body.Length > 8192 ? body[..8192] : body));
            foreach (Match match in Pair().Matches(body))
                Values.TryAdd(match.Groups[1].Value, match.Groups[2].Success ? match.Groups[2].Value : match.Groups[3].Value.Trim());
            return this;
        }
    }
}

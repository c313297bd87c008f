using System.Net;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads what Junos says. Addresses are on logical units, hardware on physical interfaces; both are interfaces here.</summary>
internal static partial class JunosParser
{
    private static readonly TopicParsers s_topics = new() { Version = ParseVersion, Interfaces = ParseInterfaces, Routes = ParseRoutes };

    public static void Parse(ConsoleTopic topic, string text, FactsBuilder facts) => s_topics.Parse(topic, text, facts);

    private static void ParseVersion(string text, FactsBuilder facts)
    {
        facts.Vendor = "Juniper";
        facts.HostName ??= Words.Group(HostName(), text);
        facts.Platform ??= Words.Group(Model(), text);
        facts.Version ??= Words.Group(Version(), text);
        facts.SerialNumber ??= Words.Group(Chassis(), text);
        facts.Uptime ??= Words.Duration(Words.Group(Booted(), text));
    }

    private static void ParseInterfaces(string text, FactsBuilder facts)
    {
        InterfaceDraft? current = null;
        foreach (var line in Words.Lines(text))
        {
            if (Terse().Match(line) is { Success: true } terse)
            {
                current = facts.Interface(terse.Groups["name"].Value);
                current.Admin = Words.State(terse.Groups["admin"].Value);
                current.Oper = Words.State(terse.Groups["link"].Value);
            }
            else if (Physical().Match(line) is { Success: true } physical)
            {
                current = facts.Interface(physical.Groups[1].Value);
                current.Admin = physical.Groups[2].Value == "Enabled" ? ConsoleState.Up : ConsoleState.Down;
                current.Oper = Words.State(physical.Groups[3].Value.ToLowerInvariant());
            }
            else if (Logical().Match(line) is { Success: true } logical)
            {
                current = facts.Interface(logical.Groups[1].Value);
            }

            if (current is null) continue;

            if (Inet().Match(line) is { Success: true } inet && Words.TryAddress(inet.Groups[1].Value, out var address, out var length))
                current.Add(address, length ?? address.GetAddressBytes().Length * 8);
            if (Words.Group(Description(), line) is { } description) current.Description = description;
            if (Words.Group(Mtu(), line) is { } mtu) current.Mtu ??= Words.Number(mtu);
            if (Words.Group(Current(), line) is { } mac) current.PhysicalAddress ??= Words.Physical(mac);
        }
    }

    private static void ParseRoutes(string text, FactsBuilder facts)
    {
        IPNetwork? destination = null;
        string? protocol = null;
        foreach (var line in Words.Lines(text))
        {
            if (Destination().Match(line) is { Success: true } match)
            {
                destination = Words.Network(match.Groups[1].Value);
                protocol = match.Groups[2].Value.ToLowerInvariant();
                if (protocol == "direct") protocol = "connected";
            }
            else if (destination is { } network && Way().Match(line) is { Success: true } way)
            {
                facts.Route(network, way.Groups[1].Success ? Words.Address(way.Groups[1].Value) : null, way.Groups[2].Value, protocol);
            }
        }
    }

    [GeneratedRegex(@"^Hostname: (\S+)", RegexOptions.Multiline)]
    private static partial Regex HostName();

    [GeneratedRegex(@"^Model: (\S+)", RegexOptions.Multiline)]
    private static partial Regex Model();

    [GeneratedRegex(@"^(?:Junos: |JUNOS [^\r\n\[]{0,60}\[)([^\s\]]+)", RegexOptions.Multiline)]
    private static partial Regex Version();

    [GeneratedRegex(@"^Chassis +(\S+)", RegexOptions.Multiline)]
    private static partial Regex Chassis();

    [GeneratedRegex(@"^System booted: [^\r\n(]*\(([^)\r\n]*) ago\)", RegexOptions.Multiline)]
    private static partial Regex Booted();

    [GeneratedRegex(@"^(?<name>[a-z][\w/.:\-]*) +(?<admin>up|down) +(?<link>up|down)\b")]
    private static partial Regex Terse();

    [GeneratedRegex(@"^Physical interface: ([^,\s]+), (Enabled|Administratively down|Disabled)[^,]*, Physical link is (\w+)")]
    private static partial Regex Physical();

    [GeneratedRegex(@"^\s+Logical interface (\S+)")]
    private static partial Regex Logical();

    [GeneratedRegex(@"\binet6? +([0-9a-fA-F:.]+(?:/\d+)?)(?=\s|$)")]
    private static partial Regex Inet();

    [GeneratedRegex(@"^\s+Description: (.+)$")]
    private static partial Regex Description();

    [GeneratedRegex(@"\bMTU: (\d{1,6})")]
    private static partial Regex Mtu();

    [GeneratedRegex(@"Current address: ([0-9a-fA-F:]{17})")]
    private static partial Regex Current();

    [GeneratedRegex(@"^([0-9a-fA-F:.]+/\d+) +[*+\- ]?\[(\w+)/")]
    private static partial Regex Destination();

    [GeneratedRegex(@"^\s+>? *(?:to (\S+) )?(?:Local )?via ([\w/.:\-]+)")]
    private static partial Regex Way();
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads what iproute2, net-tools and busybox print.</summary>
internal static partial class LinuxParser
{
    private static readonly TopicParsers s_topics = new() { Version = ParseVersion, Interfaces = ParseInterfaces, Routes = ParseRoutes, Load = LoadParsers.ParseLinux };

    public static void Parse(ConsoleTopic topic, string text, FactsBuilder facts) => s_topics.Parse(topic, text, facts);

    private static void ParseVersion(string text, FactsBuilder facts)
    {
        facts.Vendor ??= Words.Group(Distribution(), text)?.Trim('"') ?? "Linux";
        if (Kernel().Match(text) is { Success: true } kernel)
        {
            facts.HostName ??= kernel.Groups["host"].Value;
            facts.Kernel ??= kernel.Groups["version"].Value;
            facts.Version ??= kernel.Groups["version"].Value;
            facts.Platform ??= Machine().Match(kernel.Value) is { Success: true } machine ? machine.Value : "Linux";
        }

        facts.Version = Words.Group(PrettyName(), text)?.Trim('"') ?? facts.Version;
        if (Words.Group(Uptime(), text) is { } uptime && double.TryParse(uptime, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds < 3e11)
            facts.Uptime ??= TimeSpan.FromSeconds(seconds);
    }

    private static void ParseInterfaces(string text, FactsBuilder facts)
    {
        InterfaceDraft? current = null;
        foreach (var line in Words.Lines(text))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                current = facts.Interface(heading.Groups["name"].Value);
                if (heading.Groups["flags"].Success) TakeFlags(current, heading.Groups["flags"].Value.Split(','));
            }

            if (current is null) continue;

            var words = Words.Split(line);
            if (words.Length > 2 && words.Contains("UP") && line.Contains("MTU:", StringComparison.Ordinal)) TakeFlags(current, words);
            else if (line.Contains("MTU:", StringComparison.Ordinal)) TakeFlags(current, words);
            ParseDetail(words, current);
        }
    }

    private static void ParseDetail(string[] words, InterfaceDraft current)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var next = i + 1 < words.Length ? words[i + 1] : "";
            if (word == "mtu") current.Mtu = Words.Number(next);
            else if (word.StartsWith("MTU:", StringComparison.Ordinal)) current.Mtu = Words.Number(word[4..]);
            else if (word is "link/ether" or "ether" or "HWaddr") current.PhysicalAddress ??= Words.Physical(next);
            else if (i == 0 && word == "alias") current.Description = string.Join(' ', words[1..]);
            else if (i == 0 && word is "inet" or "inet6") ParseAddress(words, current);
        }
    }

    private static void ParseAddress(string[] words, InterfaceDraft current)
    {
        // busybox writes "inet addr:10.0.0.1" and "inet6 addr: fe80::1/64", net-tools "inet 10.0.0.1  netmask 255.255.255.0".
        var told = words.Skip(1).Select(word => word.StartsWith("addr:", StringComparison.Ordinal) ? word[5..] : word).FirstOrDefault(word => word.Length > 0);
        if (told is null || !Words.TryAddress(told, out var address, out var length)) return;
        for (var i = 2; i < words.Length; i++)
        {
            if (words[i].StartsWith("Mask:", StringComparison.Ordinal)) length ??= Words.MaskLength(words[i][5..]);
            else if (words[i - 1] == "netmask") length ??= Words.MaskLength(words[i]);
            else if (words[i - 1] == "prefixlen") length ??= Words.Number(words[i]);
            else if (words[i - 1] == "peer") length ??= Words.TryAddress(words[i], out _, out var peer) ? peer : null;
        }

        current.Add(address, length);
        // An address with a lifetime was given by somebody; of IPv4 that is DHCP.
        if (words[0] == "inet" && words.Contains("dynamic")) current.UsesDhcp = true;
    }

    private static void TakeFlags(InterfaceDraft current, string[] flags)
    {
        current.Admin = flags.Contains("UP") ? ConsoleState.Up : ConsoleState.Down;
        current.Oper = flags.Contains("LOWER_UP") || flags.Contains("RUNNING") ? ConsoleState.Up : ConsoleState.Down;
    }

    private static void ParseRoutes(string text, FactsBuilder facts)
    {
        foreach (var line in Words.Lines(text)) ParseRoute(line, facts);
    }

    private static void ParseRoute(string line, FactsBuilder facts)
    {
        var words = Words.Split(line);
        if (words.Length < 3) return;

        // route -n: Destination Gateway Genmask Flags Metric Ref Use Iface
        if (words.Length >= 8 && Words.Address(words[0]) is { } network && Words.MaskLength(words[2]) is { } mask && Words.Address(words[1]) is { } gateway)
        {
            if (Words.Network(network, mask) is { } told) facts.Route(told, gateway.Equals(IPAddress.Any) ? null : gateway, words[^1], null, Words.Number(words[4]));
            return;
        }

        var at = Array.IndexOf(words, "dev");
        var via = Array.IndexOf(words, "via");
        var proto = Array.IndexOf(words, "proto");
        // "ip -6 route" writes default too; its lines have IPv6 gateways, or end with the preference of a router.
        var isDefault6 = words[0] == "default" && (line.Contains(':', StringComparison.Ordinal) || words.Contains("pref"));
        if ((at < 0 && via < 0) || Words.Network(isDefault6 ? "::/0" : words[0]) is not { } destination) return;
        var protocol = proto >= 0 && proto + 1 < words.Length ? words[proto + 1] : null;
        if (protocol == "kernel" && via < 0) protocol = "connected";
        var metric = Array.IndexOf(words, "metric");
        facts.Route(
            destination, via >= 0 && via + 1 < words.Length ? Words.Address(words[via + 1]) : null, at >= 0 && at + 1 < words.Length ? words[at + 1] : null, protocol,
            metric >= 0 && metric + 1 < words.Length ? Words.Number(words[metric + 1]) : null);
    }

    [GeneratedRegex(@"^(?:\d+: )?(?<name>[A-Za-z][\w.\-]{0,30})(?:@[\w.\-]+)?(?:: (?:flags=\d+)?<(?<flags>[A-Z0-9_,\-]*)>|\s+Link encap:)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^Linux (?<host>\S+) (?<version>\S+) [^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex Kernel();

    [GeneratedRegex(@"\b(x86_64|i[3-6]86|aarch64|armv\w+|mips\w*|riscv\d+|ppc64\w*|s390x)\b")]
    private static partial Regex Machine();

    [GeneratedRegex(@"^NAME=([^\r\n]+)", RegexOptions.Multiline)]
    private static partial Regex Distribution();

    [GeneratedRegex(@"^PRETTY_NAME=([^\r\n]+)", RegexOptions.Multiline)]
    private static partial Regex PrettyName();

    [GeneratedRegex(@"^(\d{1,12}\.\d\d) \d+\.\d\d\s*$", RegexOptions.Multiline)]
    private static partial Regex Uptime();
}

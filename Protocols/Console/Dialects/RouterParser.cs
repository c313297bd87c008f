using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads what IOS, IOS-XE, NX-OS, EOS and FRR say. They descend from one another, and differ in words but not in form.</summary>
internal static partial class RouterParser
{
    private static readonly TopicParsers s_topics = new()
    {
        Version = ParseVersion,
        Interfaces = ParseInterfaces,
        Routes = RouteTable.Parse,
        Vlans = VlanTable.Parse,
        Load = LoadParsers.ParseIos,
    };

    public static void Parse(ConsoleTopic topic, string text, FactsBuilder facts) => s_topics.Parse(topic, text, facts);

    private static void ParseVersion(string text, FactsBuilder facts)
    {
        facts.Vendor = text.Contains("Arista", StringComparison.Ordinal) ? "Arista"
            : text.Contains("FRRouting", StringComparison.Ordinal) ? "FRRouting"
            : text.Contains("Cisco", StringComparison.OrdinalIgnoreCase) ? "Cisco"
            : facts.Vendor;
        facts.HostName ??= Words.Group(FrrHost(), text) ?? Words.Group(DeviceName(), text) ?? Words.Group(UptimeHost(), text);
        facts.Version ??= Words.Group(SoftwareVersion(), text);
        facts.Platform ??= Words.Group(Processor(), text) ?? Words.Group(Chassis(), text) ?? Words.Group(Arista(), text) ?? Words.Group(Software(), text);
        facts.SerialNumber ??= Words.Group(Serial(), text);
        facts.Uptime ??= Words.Duration(Words.Group(Uptime(), text));
    }

    private static void ParseInterfaces(string text, FactsBuilder facts)
    {
        InterfaceDraft? current = null;
        foreach (var line in Words.Lines(text))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                current = facts.Interface(heading.Groups["name"].Value);
                var admin = heading.Groups["admin"].Value;
                var isAdminDown = admin.StartsWith("admin", StringComparison.Ordinal) || line.Contains("Administratively down", StringComparison.Ordinal);
                current.Admin = isAdminDown ? ConsoleState.Down : ConsoleState.Up;
                current.Oper = Words.State(heading.Groups["oper"].Success ? heading.Groups["oper"].Value : admin);
            }
            else if (Brief().Match(line) is { Success: true } brief)
            {
                current = facts.Interface(brief.Groups["name"].Value);
                current.Admin = brief.Groups["admin"].Value.StartsWith("admin", StringComparison.Ordinal) ? ConsoleState.Down : ConsoleState.Up;
                current.Oper = Words.State(brief.Groups["oper"].Value);
                if (Words.Address(brief.Groups["ip"].Value) is { } address) current.Add(address, null);
                current.UsesDhcp = brief.Groups["method"].Value switch { "DHCP" => true, "unset" => null, _ => false };
            }
            else if (Brief6().Match(line) is { Success: true } brief6)
            {
                current = facts.Interface(brief6.Groups[1].Value);
            }
            else if (Status6().Match(line) is { Success: true } status)
            {
                current = facts.Interface(status.Groups["name"].Value);
                if (current.Admin == ConsoleState.Unknown) current.Admin = Words.State(status.Groups["admin"].Value);
                if (current.Oper == ConsoleState.Unknown) current.Oper = Words.State(status.Groups["oper"].Value);
            }
            else if (current is not null)
            {
                ParseDetail(line.Trim(), current);
            }
        }
    }

    private static void ParseDetail(string line, InterfaceDraft current)
    {
        if (Words.Group(Physical(), line) is { } mac) current.PhysicalAddress ??= Words.Physical(mac);
        if (Words.Group(Mtu(), line) is { } mtu) current.Mtu ??= Words.Number(mtu);
        if (Words.Group(Description(), line) is { } description) current.Description = description;
        if (Words.Group(Bandwidth(), line) is { } kilobits) current.SpeedBitsPerSecond ??= LoadParsers.Bytes(kilobits) * 1000;
        if (line.Contains("put", StringComparison.Ordinal)) ParseCounters(line, current);
        if (AdminState().Match(line) is { Success: true } admin) current.Admin = Words.State(admin.Groups[1].Value);
        if (line.Contains("using DHCP", StringComparison.Ordinal) || line.Contains("determined by DHCP", StringComparison.Ordinal)) current.UsesDhcp = true;
        if (Words.Group(Internet(), line) is { } text && Words.TryAddress(text, out var address, out var length)) current.Add(address, length);
        else if (line.Contains(':', StringComparison.Ordinal)) ParseAddress6(line, current);
    }

    private static void ParseCounters(string line, InterfaceDraft current)
    {
        if (Input().Match(line) is { Success: true } input) current.Counters = Counted() with { InOctets = LoadParsers.Bytes(input.Groups[1].Value) };
        else if (Output().Match(line) is { Success: true } output) current.Counters = Counted() with { OutOctets = LoadParsers.Bytes(output.Groups[1].Value) };
        if (Words.Group(InputErrors(), line) is { } inputErrors) current.Counters = Counted() with { InErrors = LoadParsers.Bytes(inputErrors) };
        if (Words.Group(OutputErrors(), line) is { } outputErrors) current.Counters = Counted() with { OutErrors = LoadParsers.Bytes(outputErrors) };
        if (Words.Group(OutputDrops(), line) is { } drops) current.Counters = Counted() with { OutDiscards = LoadParsers.Bytes(drops) };

        ConsoleCounters Counted() => current.Counters ?? new ConsoleCounters();
    }

    private static void ParseAddress6(string line, InterfaceDraft current)
    {
        if (Subnet6().Match(line) is { Success: true } subnet)
        {
            if (Words.Address(subnet.Groups[1].Value) is { } inSubnet) current.Add(inSubnet, Words.Number(subnet.Groups[2].Value));
        }
        else if ((Words.Group(Valid6(), line) ?? Words.Group(LinkLocal6(), line) ?? line) is var text && Words.TryAddress(text, out var address, out var length)
            && !address.IsIPv6Multicast)
        {
            // Groups the interface has joined stand on lines of their own, as addresses do.
            current.Add(address, length);
        }
    }

    [GeneratedRegex(@"^(?:Interface )?(?<name>[A-Za-z][\w/.:\-]{0,62}) is (?<admin>administratively down|up|down|deleted|reset)(?:,? ?\([^)]*\))?(?:, line protocol is (?<oper>\w+))?")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<name>[A-Za-z][\w/.:\-]*)\s+(?<ip>unassigned|\d+\.\d+\.\d+\.\d+)\s+(?:YES|NO)\s+(?<method>\w+)\s+(?<admin>administratively down|up|down|deleted|reset)\s+(?<oper>\w+)")]
    private static partial Regex Brief();

    [GeneratedRegex(@"^([A-Za-z][\w/.:\-]*)\s+\[[\w ]+/[\w ]+\]")]
    private static partial Regex Brief6();

    [GeneratedRegex(@"^(?<name>[A-Za-z][\w/.:\-]{0,62}), Interface status: protocol-(?<oper>up|down)/link-(?:up|down)/admin-(?<admin>up|down)")]
    private static partial Regex Status6();

    [GeneratedRegex(@"^([0-9a-fA-F:.]{2,45}), subnet is [0-9a-fA-F:.]{2,45}/(\d{1,3})")]
    private static partial Regex Subnet6();

    [GeneratedRegex(@"^([0-9a-fA-F:.]{2,45}/\d{1,3}) \[(?:VALID|TENTATIVE)\]")]
    private static partial Regex Valid6();

    [GeneratedRegex(@"^IPv6 (?:is \w+, )?link-local(?: address)?(?: is|:) ?([0-9a-fA-F:.]{2,45}(?:/\d{1,3})?)")]
    private static partial Regex LinkLocal6();

    [GeneratedRegex(@"(?:address(?: is|:)|HWaddr:) {0,4}([0-9a-fA-F.:]{14,17})")]
    private static partial Regex Physical();

    [GeneratedRegex(@"\bmtu (\d{1,6})", RegexOptions.IgnoreCase)]
    private static partial Regex Mtu();

    [GeneratedRegex(@"\bBW (\d{1,12}) Kbit")]
    private static partial Regex Bandwidth();

    [GeneratedRegex(@"^\d{1,20} (?:packets input, |input packets  ?)(\d{1,20}) bytes")]
    private static partial Regex Input();

    [GeneratedRegex(@"^\d{1,20} (?:packets output, |output packets  ?)(\d{1,20}) bytes")]
    private static partial Regex Output();

    [GeneratedRegex(@"^(\d{1,20}) input errors?\b")]
    private static partial Regex InputErrors();

    [GeneratedRegex(@"^(\d{1,20}) output errors?\b")]
    private static partial Regex OutputErrors();

    [GeneratedRegex(@"Total output drops: (\d{1,20})")]
    private static partial Regex OutputDrops();

    [GeneratedRegex(@"^(?:Description:|Port description is) (.+)$")]
    private static partial Regex Description();

    [GeneratedRegex(@"^admin state is (up|down)", RegexOptions.IgnoreCase)]
    private static partial Regex AdminState();

    [GeneratedRegex(@"^(?:Internet address is|inet6?) ([0-9a-fA-F.:]+/\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Internet();

    [GeneratedRegex(@"^\s*FRRouting \S+ \(([^)\s]+)\)", RegexOptions.Multiline)]
    private static partial Regex FrrHost();

    [GeneratedRegex(@"^(\S+) uptime is ", RegexOptions.Multiline)]
    private static partial Regex UptimeHost();

    [GeneratedRegex(@"^\s*Device name: (\S+)", RegexOptions.Multiline)]
    private static partial Regex DeviceName();

    [GeneratedRegex(@"(?:Software[^\r\n]{0,80}, Version |Software image version: |FRRouting |NXOS: version |system: +version )([^\s,]+)")]
    private static partial Regex SoftwareVersion();

    [GeneratedRegex(@"^[Cc]isco (\S+) [^\r\n]{0,80}(?:processor|revision)", RegexOptions.Multiline)]
    private static partial Regex Processor();

    [GeneratedRegex(@"^\s*cisco ([^\r\n]{1,60}?)(?: \([^\r\n]{0,60}\))? [Cc]hassis", RegexOptions.Multiline)]
    private static partial Regex Chassis();

    [GeneratedRegex(@"^Arista (\S+)", RegexOptions.Multiline)]
    private static partial Regex Arista();

    [GeneratedRegex(@"^(?:Cisco )?IOS[^\r\n]{0,20} Software, (\S+) Software", RegexOptions.Multiline)]
    private static partial Regex Software();

    [GeneratedRegex(@"^\s*(?:Processor board ID|Serial number:) ([^\s,]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Serial();

    [GeneratedRegex(@"uptime(?: is|:) ([^\r\n]{1,120})", RegexOptions.IgnoreCase)]
    private static partial Regex Uptime();
}

using System.Text.RegularExpressions;
using Nms.Consoles.Dialects;

namespace Nms.Consoles;

/// <summary>
/// How one family of equipment is spoken to: its prompts, its commands that change nothing, its pages, and how its answers
/// are read. A dialect is data and a pure parser; it holds no state.
/// </summary>
public sealed partial class ConsoleDialect
{
    private ConsoleDialect(string name, Regex prompt, Regex refusal, TextParser parser)
        => (Name, Prompt, Refusal, Parser) = (name, prompt, refusal, parser);

    internal delegate void TextParser(ConsoleTopic topic, string text, FactsBuilder facts);

    /// <summary>VPCS, the virtual PC of GNS3.</summary>
    public static ConsoleDialect Vpcs { get; } = new("vpcs", VpcsPrompt(), VpcsRefusal(), VpcsParser.Parse)
    {
        Commands =
        [
            new(ConsoleTopic.Version, "show version"), new(ConsoleTopic.Interfaces, "show ip"), new(ConsoleTopic.Interfaces, "show ipv6"),
            new(ConsoleTopic.Neighbours, "show arp"),
        ],
    };

    /// <summary>Cisco IOS and IOS-XE, on routers and switches, and IOU/IOL.</summary>
    public static ConsoleDialect Ios { get; } = new("ios", RouterPrompt(), PercentRefusal(), RouterParser.Parse)
    {
        ForeignMode = ParenthesisMode(),
        Commands =
        [
            new(ConsoleTopic.Version, "show version"), new(ConsoleTopic.Interfaces, "show interfaces"),
            new(ConsoleTopic.Interfaces, "show ip interface brief"), new(ConsoleTopic.Interfaces, "show ipv6 interface brief"),
            new(ConsoleTopic.Neighbours, "show arp"), new(ConsoleTopic.Neighbours, "show ipv6 neighbors"),
            new(ConsoleTopic.Routes, "show ip route"), new(ConsoleTopic.Routes, "show ipv6 route"),
            new(ConsoleTopic.Leases, "show ip dhcp binding", isOptional: true), new(ConsoleTopic.Vlans, "show vlan brief", isOptional: true),
            new(ConsoleTopic.Load, "show processes cpu | include CPU", isOptional: true), new(ConsoleTopic.Load, "show processes memory | include Total", isOptional: true),
            new(ConsoleTopic.RunningConfiguration, "show running-config", isPrivileged: true),
        ],
        HasEnable = true,
        PagingOff = ["terminal length 0"],
        LogOut = "exit",
    };

    /// <summary>Cisco NX-OS.</summary>
    public static ConsoleDialect NxOs { get; } = new("nx-os", RouterPrompt(), PercentRefusal(), RouterParser.Parse)
    {
        ForeignMode = ParenthesisMode(),
        Commands =
        [
            new(ConsoleTopic.Version, "show version"), new(ConsoleTopic.Interfaces, "show interface"),
            new(ConsoleTopic.Interfaces, "show ipv6 interface vrf all"),
            new(ConsoleTopic.Neighbours, "show ip arp vrf all"), new(ConsoleTopic.Neighbours, "show ipv6 neighbor vrf all"),
            new(ConsoleTopic.Routes, "show ip route vrf all"), new(ConsoleTopic.Routes, "show ipv6 route vrf all"),
            new(ConsoleTopic.Vlans, "show vlan brief", isOptional: true),
            new(ConsoleTopic.RunningConfiguration, "show running-config"),
        ],
        PagingOff = ["terminal length 0"],
        LogOut = "exit",
    };

    /// <summary>Arista EOS.</summary>
    public static ConsoleDialect Eos { get; } = new("eos", RouterPrompt(), PercentRefusal(), RouterParser.Parse)
    {
        ForeignMode = ParenthesisMode(),
        Commands =
        [
            new(ConsoleTopic.Version, "show version"), new(ConsoleTopic.Interfaces, "show interfaces"),
            new(ConsoleTopic.Interfaces, "show ipv6 interface"),
            new(ConsoleTopic.Neighbours, "show ip arp"), new(ConsoleTopic.Neighbours, "show ipv6 neighbors"),
            new(ConsoleTopic.Routes, "show ip route"), new(ConsoleTopic.Routes, "show ipv6 route"),
            new(ConsoleTopic.Vlans, "show vlan brief", isOptional: true),
            new(ConsoleTopic.RunningConfiguration, "show running-config", isPrivileged: true),
        ],
        HasEnable = true,
        PagingOff = ["terminal length 0"],
        LogOut = "exit",
    };

    /// <summary>FRRouting's vtysh.</summary>
    public static ConsoleDialect Vtysh { get; } = new("vtysh", RouterPrompt(), PercentRefusal(), RouterParser.Parse)
    {
        ForeignMode = ParenthesisMode(),
        Commands =
        [
            new(ConsoleTopic.Version, "show version"), new(ConsoleTopic.Interfaces, "show interface"),
            new(ConsoleTopic.Routes, "show ip route"), new(ConsoleTopic.Routes, "show ipv6 route"),
            new(ConsoleTopic.RunningConfiguration, "show running-config", isPrivileged: true),
        ],
        PagingOff = ["terminal length 0"],
    };

    /// <summary>A shell on Linux, with iproute2, net-tools or busybox.</summary>
    public static ConsoleDialect Linux { get; } = new("linux", ShellPrompt(), ShellRefusal(), LinuxParser.Parse)
    {
        Commands =
        [
            new(ConsoleTopic.Version, "cat /etc/os-release"), new(ConsoleTopic.Version, "uname -a"), new(ConsoleTopic.Version, "cat /proc/uptime"),
            new(ConsoleTopic.Interfaces, "ip addr show"), new(ConsoleTopic.Interfaces, "ifconfig -a", isAlternative: true),
            new(ConsoleTopic.Neighbours, "ip neigh show"), new(ConsoleTopic.Neighbours, "cat /proc/net/arp", isAlternative: true),
            new(ConsoleTopic.Routes, "ip route show"), new(ConsoleTopic.Routes, "ip -6 route show"),
            new(ConsoleTopic.Routes, "route -n", isAlternative: true),
            new(ConsoleTopic.Load, "cat /proc/loadavg /proc/meminfo /proc/net/dev", isOptional: true),
        ],
        LogOut = "exit",
    };

    /// <summary>VyOS, in operational mode.</summary>
    public static ConsoleDialect Vyos { get; } = new("vyos", VyosPrompt(), VyosRefusal(), VyosParser.Parse)
    {
        ForeignMode = VyosConfiguring(),
        Commands =
        [
            new(ConsoleTopic.Version, "show version"), new(ConsoleTopic.Interfaces, "ip addr show"),
            new(ConsoleTopic.Neighbours, "ip neigh show"),
            new(ConsoleTopic.Routes, "ip route show"), new(ConsoleTopic.Routes, "ip -6 route show"),
            new(ConsoleTopic.Load, "cat /proc/loadavg /proc/meminfo /proc/net/dev", isOptional: true),
            new(ConsoleTopic.Leases, "show dhcp server leases", isOptional: true),
            new(ConsoleTopic.RunningConfiguration, "show configuration commands"),
        ],
        PagingOff = ["set terminal length 0"],
        LogOut = "exit",
    };

    /// <summary>MikroTik RouterOS 6 and 7.</summary>
    public static ConsoleDialect RouterOs { get; } = new("routeros", RouterOsPrompt(), RouterOsRefusal(), RouterOsParser.Parse)
    {
        ForeignMode = RouterOsSafeMode(),
        Commands =
        [
            new(ConsoleTopic.Version, "/system resource print without-paging"), new(ConsoleTopic.Version, "/system identity print without-paging"),
            new(ConsoleTopic.Version, "/system routerboard print without-paging"),
            new(ConsoleTopic.Interfaces, "/interface print detail without-paging"), new(ConsoleTopic.Interfaces, "/ip address print detail without-paging"),
            new(ConsoleTopic.Interfaces, "/ipv6 address print detail without-paging"),
            new(ConsoleTopic.Neighbours, "/ip arp print detail without-paging"), new(ConsoleTopic.Neighbours, "/ipv6 neighbor print detail without-paging"),
            new(ConsoleTopic.Routes, "/ip route print detail without-paging"), new(ConsoleTopic.Routes, "/ipv6 route print detail without-paging"),
            new(ConsoleTopic.Leases, "/ip dhcp-server lease print detail without-paging", isOptional: true),
            new(ConsoleTopic.RunningConfiguration, "/export"),
        ],
        LogOut = "/quit",
    };

    /// <summary>Juniper Junos, in operational mode.</summary>
    public static ConsoleDialect Junos { get; } = new("junos", JunosPrompt(), JunosRefusal(), JunosParser.Parse)
    {
        ForeignMode = JunosConfiguring(),
        Commands =
        [
            new(ConsoleTopic.Version, "show version | no-more"), new(ConsoleTopic.Version, "show system uptime | no-more"),
            new(ConsoleTopic.Version, "show chassis hardware | no-more"), new(ConsoleTopic.Interfaces, "show interfaces terse | no-more"),
            new(ConsoleTopic.Interfaces, "show interfaces | no-more"),
            new(ConsoleTopic.Neighbours, "show arp no-resolve | no-more"), new(ConsoleTopic.Neighbours, "show ipv6 neighbors | no-more"),
            new(ConsoleTopic.Routes, "show route | no-more"), new(ConsoleTopic.Leases, "show dhcp server binding | no-more", isOptional: true),
            new(ConsoleTopic.RunningConfiguration, "show configuration | display set | no-more"),
        ],
        PagingOff = ["set cli screen-length 0"],
        LogOut = "exit",
    };

    /// <summary>All there are.</summary>
    public static IReadOnlyList<ConsoleDialect> All { get; } = [Vpcs, Ios, NxOs, Eos, Vtysh, Linux, Vyos, RouterOs, Junos];

    /// <summary>Its name, in lower case.</summary>
    public string Name { get; }

    /// <summary>The commands, in the order in which they are best asked. None of them changes the equipment.</summary>
    public IReadOnlyList<ConsoleCommand> Commands { get; private init; } = [];

    /// <summary>What the current line looks like when the equipment waits for a command.</summary>
    internal Regex Prompt { get; }

    /// <summary>A prompt under which somebody is changing the configuration.</summary>
    internal Regex? ForeignMode { get; private init; }

    internal Regex Refusal { get; }

    internal TextParser Parser { get; }

    internal bool HasEnable { get; private init; }

    internal IReadOnlyList<string> PagingOff { get; private init; } = [];

    internal string? LogOut { get; private init; }

    /// <summary>Reads answers to this dialect's commands, whatever they hold: what is not understood is left out.</summary>
    public ConsoleFacts Read(IEnumerable<ConsoleAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var facts = new FactsBuilder();
        foreach (var answer in answers)
        {
            if (answer.IsRefused)
            {
                if (!answer.Command.IsOptional) facts.Refused(answer.Command.Topic);
                continue;
            }

            facts.Told(answer.Command.Topic);
            if (answer.Command.Topic == ConsoleTopic.RunningConfiguration) facts.RunningConfiguration = WithoutTrailingSpaces(answer.Text);
            else Parser(answer.Command.Topic, answer.Text, facts);
        }

        return facts.Build();
    }

    /// <summary>Where a page was turned, equipment leaves the spaces that wiped its question away.</summary>
    private static string WithoutTrailingSpaces(string text) => string.Join('\n', Words.Lines(text));

    /// <inheritdoc/>
    public override string ToString() => Name;

    [GeneratedRegex(@"^[^\s>]{1,64}> ?$")]
    private static partial Regex VpcsPrompt();

    [GeneratedRegex(@"^[\w.:\-]{1,63}(\([^)\s]{0,40}\))?[>#] ?$")]
    private static partial Regex RouterPrompt();

    [GeneratedRegex(@"\)[>#] ?$")]
    private static partial Regex ParenthesisMode();

    [GeneratedRegex(@"^[^\r\n]{0,120}[#$%] ?$")]
    private static partial Regex ShellPrompt();

    [GeneratedRegex(@"^[\w.\-]{1,63}@[\w.\-]{1,63}(:[^\r\n$]{0,60}\$|#) ?$")]
    private static partial Regex VyosPrompt();

    [GeneratedRegex(@"# ?$")]
    private static partial Regex VyosConfiguring();

    [GeneratedRegex(@"^\[[^\]\r\n]{1,100}\] ?[\w/ \-]{0,60}(<SAFE>)?> ?$")]
    private static partial Regex RouterOsPrompt();

    [GeneratedRegex(@"<SAFE>")]
    private static partial Regex RouterOsSafeMode();

    [GeneratedRegex(@"^([\w.\-]{1,63}@)?[\w.\-]{0,63}[>#] ?$")]
    private static partial Regex JunosPrompt();

    [GeneratedRegex(@"# ?$")]
    private static partial Regex JunosConfiguring();

    [GeneratedRegex(@"^(Bad command|Invalid arguments)", RegexOptions.Multiline)]
    private static partial Regex VpcsRefusal();

    [GeneratedRegex(@"^\s*% ?(Invalid|Incomplete|Ambiguous|Unknown|Unrecognized|Bad|Permission|Command authorization|Authorization|There is no|Privileged|Cannot)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex PercentRefusal();

    [GeneratedRegex(@"^[^\r\n]{0,80}(not found|No such file or directory|[Pp]ermission denied|applet not found)\s*$", RegexOptions.Multiline)]
    private static partial Regex ShellRefusal();

    [GeneratedRegex(@"^\s*(Invalid command|Incomplete command|Ambiguous command|[^\r\n]{0,60}command not found)", RegexOptions.Multiline)]
    private static partial Regex VyosRefusal();

    [GeneratedRegex(@"^(bad command name|syntax error|expected |no such item|input does not match|not enough permissions)", RegexOptions.Multiline)]
    private static partial Regex RouterOsRefusal();

    [GeneratedRegex(@"^\s*(unknown command|syntax error|error: (command|permission|syntax)|invalid value)", RegexOptions.Multiline)]
    private static partial Regex JunosRefusal();
}

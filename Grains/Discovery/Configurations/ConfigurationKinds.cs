using System.Text.RegularExpressions;

namespace Nms.Discovery.Configurations;

/// <summary>The languages that configurations are written in. The names are kept with configurations. Pure.</summary>
internal static partial class ConfigurationKinds
{
    public const string Vpcs = "vpcs";
    public const string Ios = "ios";
    public const string NxOs = "nx-os";
    public const string Eos = "eos";
    public const string Vtysh = "vtysh";
    public const string Junos = "junos";
    public const string Vyos = "vyos";
    public const string RouterOs = "routeros";
    public const string IfUpDown = "ifupdown";
    public const string Dnsmasq = "dnsmasq";
    public const string Dhcpd = "dhcpd";
    public const string Kea = "kea";
    public const string Snmpd = "snmpd";
    public const string Netplan = "netplan";
    public const string Networkd = "networkd";
    public const string ResolvConf = "resolv.conf";
    public const string DnsmasqLeases = "dnsmasq.leases";
    public const string DhcpdLeases = "dhcpd.leases";
    public const string KeaLeases = "kea-leases4.csv";
    public const string Unknown = "unknown";

    private const int Looked = 64 * 1024;

    /// <summary>What a text looks like that nobody says the kind of.</summary>
    public static string Detect(string text)
    {
        var start = text.Length > Looked ? text[..Looked] : text;
        return IfUpDownLine().IsMatch(start) ? IfUpDown
            : YamlLine().IsMatch(start) ? Netplan
            : NetworkdLine().IsMatch(start) ? Networkd
            : JunosLine().IsMatch(start) ? Junos
            : VyosLine().IsMatch(start) ? Vyos
            : RouterOsLine().IsMatch(start) ? RouterOs
            : FrrLine().IsMatch(start) ? Vtysh
            : RouterLine().IsMatch(start) ? Ios
            : VpcsLine().IsMatch(start) ? Vpcs
            : Unknown;
    }

    [GeneratedRegex(@"^[ \t]*(auto|allow-hotplug|iface)[ \t]+\S+", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex IfUpDownLine();

    [GeneratedRegex(@"^#cloud-config\b|^network:[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex YamlLine();

    [GeneratedRegex(@"^\[(Match|NetDev)\][ \t]*\r?$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex NetworkdLine();

    [GeneratedRegex(@"^version [0-9][0-9.A-Z-]*;|^set version [0-9]|^set interfaces [a-z]{2,3}-[0-9]+/|^system \{[^}]*host-name [^;\r\n]{1,64};", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex JunosLine();

    [GeneratedRegex(@"^set interfaces (ethernet|loopback|bonding|dummy) |^interfaces \{|vyos-config-version", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex VyosLine();

    [GeneratedRegex(@"^/(interface|ip address|system identity)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex RouterOsLine();

    [GeneratedRegex(@"^frr (version|defaults) ", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex FrrLine();

    [GeneratedRegex(@"^(hostname|interface|version|router) \S+", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex RouterLine();

    [GeneratedRegex(@"^(set pcname|ip|dhcp)\b", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex VpcsLine();
}

namespace Nms.Discovery.Configurations;

/// <summary>Reads configurations. Never throws for a text, whatever it holds: what is not understood is left out. Pure.</summary>
internal static class ConfigurationParser
{
    /// <summary>What is behind is not read; no equipment has as much.</summary>
    public const int MostCharacters = 12 * 1024 * 1024;

    /// <summary>Reads a configuration; null where the language is not read.</summary>
    /// <param name="kind">One of <see cref="ConfigurationKinds"/>; null to look.</param>
    /// <param name="text">The configuration.</param>
    public static ConfigurationFacts? Parse(string? kind, string text)
    {
        if (text.Length <= MostCharacters) return ParseWhole(kind, text);
        return ParseWhole(kind, text[..(text.LastIndexOf('\n', MostCharacters) + 1)]) is { } facts ? facts with { IsTruncated = true } : null;
    }

    private static ConfigurationFacts? ParseWhole(string? kind, string text) => (kind ?? ConfigurationKinds.Detect(text)) switch
    {
        ConfigurationKinds.Vpcs => VpcsConfiguration.Parse(text),
        ConfigurationKinds.Ios or ConfigurationKinds.NxOs or ConfigurationKinds.Eos or ConfigurationKinds.Vtysh => RouterConfiguration.Parse(text),
        ConfigurationKinds.IfUpDown => IfUpDownConfiguration.Parse(text),
        ConfigurationKinds.Junos => JunosConfiguration.Parse(text),
        ConfigurationKinds.Vyos => VyosConfiguration.Parse(text),
        ConfigurationKinds.RouterOs => RouterOsConfiguration.Parse(text),
        ConfigurationKinds.Netplan => NetplanConfiguration.Parse(text),
        ConfigurationKinds.Networkd => NetworkdConfiguration.Parse(text),
        ConfigurationKinds.Dnsmasq => DnsmasqConfiguration.Parse(text),
        ConfigurationKinds.Dhcpd => DhcpdConfiguration.Parse(text),
        ConfigurationKinds.Kea => KeaConfiguration.Parse(text),
        ConfigurationKinds.Snmpd => SnmpdConfiguration.Parse(text),
        ConfigurationKinds.DnsmasqLeases or ConfigurationKinds.DhcpdLeases or ConfigurationKinds.KeaLeases => new ConfigurationFacts { Leases = LeaseFile.Parse(kind!, text) },
        _ => null,
    };
}

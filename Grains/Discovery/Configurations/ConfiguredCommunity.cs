namespace Nms.Discovery.Configurations;

/// <summary>An SNMP community of a configuration.</summary>
/// <param name="Community">The community, for trying.</param>
/// <param name="Access">ro, rw or a group, where it is said.</param>
internal sealed record ConfiguredCommunity(ConfigurationSecret Community, string? Access)
{
    public int Line { get; init; }
}

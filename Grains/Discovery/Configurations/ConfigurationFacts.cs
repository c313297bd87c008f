using System.Collections.Immutable;

namespace Nms.Discovery.Configurations;

/// <summary>What a configuration says. Null and empty where it says nothing.</summary>
internal sealed record ConfigurationFacts
{
    public string? HostName { get; init; }

    public string? Version { get; init; }

    public ImmutableArray<ConfiguredInterface> Interfaces { get; init; } = [];

    public ImmutableArray<ConfiguredVlan> Vlans { get; init; } = [];

    public ImmutableArray<ConfiguredRoute> Routes { get; init; } = [];

    public ImmutableArray<string> DnsServers { get; init; } = [];

    public ImmutableArray<ConfiguredProtocol> Protocols { get; init; } = [];

    public ImmutableArray<ConfiguredPool> Pools { get; init; } = [];

    public ImmutableArray<ConfiguredBinding> Bindings { get; init; } = [];

    public ImmutableArray<ConfiguredCommunity> Communities { get; init; } = [];

    public ImmutableArray<ConfiguredUser> Users { get; init; } = [];

    public ImmutableArray<ConfiguredService> Services { get; init; } = [];

    /// <summary>What a lease file says.</summary>
    public ImmutableArray<ConfiguredLease> Leases { get; init; } = [];

    /// <summary>The file in which a DHCP server says that it keeps its leases, and what that is written in.</summary>
    public ConfigurationFile? LeaseFile { get; init; }

    /// <summary>Whether there was more than is read.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Lines that ought to mean something here and were not understood, by number.</summary>
    public ImmutableArray<string> NotUnderstood { get; init; } = [];
}

/// <summary>An interface of a configuration.</summary>
internal sealed record ConfiguredInterface
{
    public required string Name { get; init; }

    /// <summary>Addresses, each with the length of its prefix where that is said: 10.0.0.1/24.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    public string? Description { get; init; }

    public string? MacAddress { get; init; }

    public int? Mtu { get; init; }

    public bool? IsShutDown { get; init; }

    public bool? UsesDhcp { get; init; }

    /// <summary>The VLAN of an access port.</summary>
    public int? AccessVlan { get; init; }

    /// <summary>VLANs that a trunk carries, as text such as 10,20-30; null where it is none.</summary>
    public string? TrunkVlans { get; init; }

    /// <summary>The table it routes by, where that is not the usual one.</summary>
    public string? Vrf { get; init; }

    /// <summary>The first line that names it; 0 where none is told.</summary>
    public int Line { get; init; }
}

/// <summary>A VLAN of a configuration.</summary>
internal sealed record ConfiguredVlan(int Id, string? Name)
{
    public int Line { get; init; }
}

/// <summary>A static route or default gateway of a configuration.</summary>
internal sealed record ConfiguredRoute(string Destination, string? NextHop, string? Interface)
{
    public int Line { get; init; }
}

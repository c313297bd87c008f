using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>A neighbour that the equipment hears by LLDP.</summary>
internal sealed record AgentLldpNeighbour
{
    /// <summary>The interface here; null when the agent's port is none of its interfaces.</summary>
    public int? IfIndex { get; init; }

    /// <summary>The port here, as the agent names it for LLDP.</summary>
    public string? LocalPort { get; init; }

    /// <summary>macAddress, networkAddress, local, …</summary>
    public string? ChassisIdType { get; init; }

    public string? ChassisId { get; init; }

    /// <summary>interfaceName, macAddress, local, …</summary>
    public string? PortIdType { get; init; }

    public string? PortId { get; init; }

    public string? PortDescription { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>What it has enabled: bridge, router, stationOnly, …</summary>
    public ImmutableArray<string> Capabilities { get; init; } = [];

    public ImmutableArray<IPAddress> ManagementAddresses { get; init; } = [];

    /// <summary>LLDP-MIB or LLDP-V2-MIB.</summary>
    public required string Mib { get; init; }
}

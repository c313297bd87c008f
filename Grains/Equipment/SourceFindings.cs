using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>
/// What one source says of a piece of equipment, whatever the source: every collector of a discovery gives one of these, and
/// <see cref="ProfileLogic"/> puts them together. Null and empty where the source says nothing.
/// </summary>
internal sealed record SourceFindings
{
    public required FactSource Source { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether an earlier run read it, and this one was not to ask: what is fresh is believed before it.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>Where in the source: a file, an agent's address.</summary>
    public string? Detail { get; init; }

    public string? HostName { get; init; }

    public string? Vendor { get; init; }

    public string? OperatingSystem { get; init; }

    public string? SoftwareVersion { get; init; }

    public string? Model { get; init; }

    public string? SerialNumber { get; init; }

    public string? DeviceType { get; init; }

    public string? Location { get; init; }

    public string? Contact { get; init; }

    /// <summary>The release of the kernel, where the version is that of a distribution.</summary>
    public string? Kernel { get; init; }

    public ImmutableArray<EquipmentInterface> Interfaces { get; init; } = [];

    /// <summary>Addresses that the source names apart from interfaces, each with its own verdict.</summary>
    public ImmutableArray<EquipmentAddress> Addresses { get; init; } = [];

    public ImmutableArray<EquipmentVlan> Vlans { get; init; } = [];

    public ImmutableArray<EquipmentRoute> Routes { get; init; } = [];

    public ImmutableArray<EquipmentNeighbour> Neighbours { get; init; } = [];

    public ImmutableArray<EquipmentAdjacency> Adjacencies { get; init; } = [];

    public ImmutableArray<EquipmentModule> Modules { get; init; } = [];

    public ImmutableArray<EquipmentSensor> Sensors { get; init; } = [];

    public ImmutableArray<EquipmentLease> Leases { get; init; } = [];

    public ImmutableArray<EquipmentPool> Pools { get; init; } = [];

    public ImmutableArray<EquipmentLease> Reservations { get; init; } = [];

    public ImmutableArray<string> DnsServers { get; init; } = [];

    public ImmutableArray<EquipmentRoutingProtocol> RoutingProtocols { get; init; } = [];

    public ImmutableArray<EquipmentService> Services { get; init; } = [];

    public EquipmentPerformance? Performance { get; init; }

    public ImmutableArray<string> Notes { get; init; } = [];
}

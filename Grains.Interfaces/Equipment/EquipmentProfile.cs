using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>Everything that is known of one piece of equipment, as one discovery found it. JSON members hold GNS3's own JSON text, or null.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentProfile")]
public sealed record EquipmentProfile
{
    /// <summary>Its id: the node's id when it is a node of a lab.</summary>
    [Id(0)] public required Guid EquipmentId { get; init; }

    /// <summary>The project; null when it is in no lab.</summary>
    [Id(1)] public Guid? ProjectId { get; init; }

    /// <summary>The GNS3 server.</summary>
    [Id(2)] public string? Server { get; init; }

    /// <summary>The discovery run that made this.</summary>
    [Id(3)] public Guid? RunId { get; init; }

    /// <summary>GNS3's name of the node, else the best name known.</summary>
    [Id(4)] public required string Name { get; init; }

    /// <summary>GNS3's node type.</summary>
    [Id(5)] public string? NodeType { get; init; }

    /// <summary>GNS3's status when it was made.</summary>
    [Id(6)] public string? NodeStatus { get; init; }

    /// <summary>What became of it.</summary>
    [Id(7)] public ProfileStatus Status { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(8)] public string? Error { get; init; }

    /// <summary>When it was begun.</summary>
    [Id(9)] public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was done.</summary>
    [Id(10)] public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Its steps.</summary>
    [Id(11)] public ImmutableArray<ProfileSection> Sections { get; init; } = [];

    /// <summary>Its own name.</summary>
    [Id(12)] public ProfileValue? HostName { get; init; }

    /// <summary>Who made it.</summary>
    [Id(13)] public ProfileValue? Vendor { get; init; }

    /// <summary>Its operating system.</summary>
    [Id(14)] public ProfileValue? OperatingSystem { get; init; }

    /// <summary>The version of that.</summary>
    [Id(15)] public ProfileValue? SoftwareVersion { get; init; }

    /// <summary>The hardware, or the kind of virtual machine.</summary>
    [Id(16)] public ProfileValue? Model { get; init; }

    /// <summary>Serial number of the chassis.</summary>
    [Id(17)] public ProfileValue? SerialNumber { get; init; }

    /// <summary>router, switch, host, firewall, …</summary>
    [Id(18)] public ProfileValue? DeviceType { get; init; }

    /// <summary>sysLocation.</summary>
    [Id(19)] public ProfileValue? Location { get; init; }

    /// <summary>sysContact.</summary>
    [Id(20)] public ProfileValue? Contact { get; init; }

    /// <summary>Its interfaces.</summary>
    [Id(21)] public ImmutableArray<EquipmentInterface> Interfaces { get; init; } = [];

    /// <summary>Its addresses.</summary>
    [Id(22)] public ImmutableArray<EquipmentAddress> Addresses { get; init; } = [];

    /// <summary>Its VLANs.</summary>
    [Id(23)] public ImmutableArray<EquipmentVlan> Vlans { get; init; } = [];

    /// <summary>Its routing table, as far as it was read.</summary>
    [Id(24)] public ImmutableArray<EquipmentRoute> Routes { get; init; } = [];

    /// <summary>Its ARP and neighbour tables.</summary>
    [Id(25)] public ImmutableArray<EquipmentNeighbour> Neighbours { get; init; } = [];

    /// <summary>Whom it hears or speaks with.</summary>
    [Id(26)] public ImmutableArray<EquipmentAdjacency> Adjacencies { get; init; } = [];

    /// <summary>What came of asking its addresses.</summary>
    [Id(27)] public ImmutableArray<EquipmentReachability> Reachability { get; init; } = [];

    /// <summary>Its agent.</summary>
    [Id(28)] public EquipmentSnmp? Snmp { get; init; }

    /// <summary>Its console.</summary>
    [Id(29)] public EquipmentConsole? Console { get; init; }

    /// <summary>How busy it is.</summary>
    [Id(30)] public EquipmentPerformance? Performance { get; init; }

    /// <summary>Its parts.</summary>
    [Id(31)] public ImmutableArray<EquipmentModule> Modules { get; init; } = [];

    /// <summary>Its sensors.</summary>
    [Id(32)] public ImmutableArray<EquipmentSensor> Sensors { get; init; } = [];

    /// <summary>Its configuration files.</summary>
    [Id(33)] public ImmutableArray<EquipmentFile> Files { get; init; } = [];

    /// <summary>What it leased.</summary>
    [Id(34)] public ImmutableArray<EquipmentLease> Leases { get; init; } = [];

    /// <summary>Where sources disagree about a member of a list.</summary>
    [Id(35)] public ImmutableArray<ProfileConflict> Conflicts { get; init; } = [];

    /// <summary>What else is to be told: addresses shared with others, lists that were cut.</summary>
    [Id(36)] public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Number of this version; counts from 1.</summary>
    [Id(37)] public int Version { get; init; }

    /// <summary>Ranges of addresses that it leases.</summary>
    [Id(38)] public ImmutableArray<EquipmentPool> Pools { get; init; } = [];

    /// <summary>Addresses that it keeps for single clients.</summary>
    [Id(39)] public ImmutableArray<EquipmentLease> Reservations { get; init; } = [];

    /// <summary>The name servers that it asks.</summary>
    [Id(40)] public ImmutableArray<string> DnsServers { get; init; } = [];

    /// <summary>The routing protocols that it speaks.</summary>
    [Id(41)] public ImmutableArray<EquipmentRoutingProtocol> RoutingProtocols { get; init; } = [];

    /// <summary>Services that its configuration switches on or off.</summary>
    [Id(42)] public ImmutableArray<EquipmentService> Services { get; init; } = [];

    /// <summary>The release of its kernel, where that is another than its version.</summary>
    [Id(43)] public ProfileValue? Kernel { get; init; }
}

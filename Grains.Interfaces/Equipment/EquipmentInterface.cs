using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>An interface of equipment, put together from all sources.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentInterface")]
public sealed record EquipmentInterface
{
    /// <summary>Its name as the equipment itself spells it; GNS3's name when nobody asked the equipment.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>The name of the port in GNS3; null when GNS3 has no such port.</summary>
    [Id(1)] public string? Gns3Name { get; init; }

    /// <summary>Adapter of the GNS3 port.</summary>
    [Id(2)] public int? AdapterNumber { get; init; }

    /// <summary>Number of the GNS3 port on its adapter.</summary>
    [Id(3)] public int? PortNumber { get; init; }

    /// <summary>GNS3's link type: ethernet, serial, none.</summary>
    [Id(4)] public string? LinkType { get; init; }

    /// <summary>The GNS3 link at the port; null when there is none.</summary>
    [Id(5)] public Guid? LinkId { get; init; }

    /// <summary>ifIndex (IF-MIB).</summary>
    [Id(6)] public int? IfIndex { get; init; }

    /// <summary>ifType (IANAifType).</summary>
    [Id(7)] public int? IfType { get; init; }

    /// <summary>ifAlias, or the description in the configuration.</summary>
    [Id(8)] public string? Alias { get; init; }

    /// <summary>MAC address, lower-case with colons.</summary>
    [Id(9)] public string? MacAddress { get; init; }

    /// <summary>Largest packet, bytes.</summary>
    [Id(10)] public int? Mtu { get; init; }

    /// <summary>Nominal speed.</summary>
    [Id(11)] public long? SpeedBitsPerSecond { get; init; }

    /// <summary>up or down; null when unknown.</summary>
    [Id(12)] public string? AdminStatus { get; init; }

    /// <summary>up, down or another word of ifOperStatus; null when unknown.</summary>
    [Id(13)] public string? OperStatus { get; init; }

    /// <summary>Whether its address comes from DHCP.</summary>
    [Id(14)] public bool? UsesDhcp { get; init; }

    /// <summary>Its addresses with prefix length, such as 10.0.0.1/24.</summary>
    [Id(15)] public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>Its counters; null when nobody counts.</summary>
    [Id(16)] public InterfaceCounters? Counters { get; init; }

    /// <summary>Who told of it.</summary>
    [Id(17)] public ImmutableArray<Sighting> Sightings { get; init; } = [];
}

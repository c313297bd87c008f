using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>A routing protocol that equipment speaks.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentRoutingProtocol")]
public sealed record EquipmentRoutingProtocol
{
    /// <summary>ospf, ospf6, bgp, rip, eigrp, isis.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Its process or own number.</summary>
    [Id(1)] public string? Instance { get; init; }

    /// <summary>Its router id.</summary>
    [Id(2)] public string? RouterId { get; init; }

    /// <summary>The networks it speaks for, as they are written.</summary>
    [Id(3)] public ImmutableArray<string> Networks { get; init; } = [];

    /// <summary>Neighbours that are configured.</summary>
    [Id(4)] public ImmutableArray<string> Neighbours { get; init; } = [];

    /// <summary>Who said it.</summary>
    [Id(5)] public FactSource Source { get; init; }
}

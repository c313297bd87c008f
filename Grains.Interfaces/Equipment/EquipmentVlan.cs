using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>A VLAN of equipment.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentVlan")]
public sealed record EquipmentVlan
{
    /// <summary>VLAN id.</summary>
    [Id(0)] public int Id { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>Interfaces in it.</summary>
    [Id(2)] public ImmutableArray<string> Ports { get; init; } = [];

    /// <summary>Interfaces in it without a tag.</summary>
    [Id(3)] public ImmutableArray<string> UntaggedPorts { get; init; } = [];

    /// <summary>Who said it.</summary>
    [Id(4)] public FactSource Source { get; init; }
}

using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>What a discovery found of one piece of equipment: its profile, and the texts of its configuration files.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentRecord")]
public sealed record EquipmentRecord
{
    /// <summary>The profile; its version is set by the equipment.</summary>
    [Id(0)] public required EquipmentProfile Profile { get; init; }

    /// <summary>The files that were read, with everything in them.</summary>
    [Id(1)] public ImmutableArray<ConfigurationText> Configurations { get; init; } = [];
}

using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>The former profiles of one piece of equipment, the oldest first.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentHistoryState")]
internal sealed record EquipmentHistoryState
{
    [Id(0)] public ImmutableArray<KeptProfile> Versions { get; init; } = [];
}

/// <summary>A version and its profile, packed.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.KeptProfile")]
internal sealed record KeptProfile([property: Id(0)] ProfileVersion Version, [property: Id(1)] string Packed);

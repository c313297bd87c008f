using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>The equipment of one project.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentDirectoryState")]
internal sealed record EquipmentDirectoryState
{
    [Id(0)] public ImmutableDictionary<Guid, EquipmentSummary> Equipment { get; init; } = ImmutableDictionary<Guid, EquipmentSummary>.Empty;
}

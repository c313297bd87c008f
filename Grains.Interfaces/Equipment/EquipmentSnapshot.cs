namespace Nms.Equipment;

/// <summary>A piece of equipment with its last profile.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentSnapshot")]
public sealed record EquipmentSnapshot(
    [property: Id(0)] EquipmentSummary Summary,
    [property: Id(1)] EquipmentProfile Profile);

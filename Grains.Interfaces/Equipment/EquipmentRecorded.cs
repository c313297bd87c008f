namespace Nms.Equipment;

/// <summary>What came of recording a profile.</summary>
/// <param name="Summary">The equipment as it stands in lists now.</param>
/// <param name="IsNew">Whether it was not known, or lost, before.</param>
/// <param name="Changed">Whether its profile differs from the one before.</param>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.EquipmentRecorded")]
public sealed record EquipmentRecorded(
    [property: Id(0)] EquipmentSummary Summary,
    [property: Id(1)] bool IsNew,
    [property: Id(2)] bool Changed);

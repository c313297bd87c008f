namespace Nms.Contracts.Equipment;

/// <summary>Equipment, by name.</summary>
/// <param name="Equipment">One page of it.</param>
public sealed record EquipmentListResponse(IReadOnlyList<EquipmentSummaryResponse> Equipment) : Page;

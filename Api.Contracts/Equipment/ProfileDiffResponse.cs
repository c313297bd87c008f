namespace Nms.Contracts.Equipment;

/// <summary>In what two versions of a profile differ.</summary>
/// <param name="EquipmentId">The equipment.</param>
/// <param name="From">The older version.</param>
/// <param name="To">The newer version.</param>
/// <param name="Changes">Every field that differs, by path.</param>
public sealed record ProfileDiffResponse(Guid EquipmentId, int From, int To, IReadOnlyList<ProfileChangeResponse> Changes);

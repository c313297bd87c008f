namespace Nms.Workflows.Steps;

/// <summary>A weakness of a piece of equipment.</summary>
/// <param name="EquipmentId">The equipment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Severity">medium or high.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record EquipmentFinding(Guid EquipmentId, string Name, string Finding, string Severity, string Evidence);

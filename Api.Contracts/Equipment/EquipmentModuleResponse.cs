namespace Nms.Contracts.Equipment;

/// <summary>A physical part (ENTITY-MIB).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">chassis, module, powerSupply, …</param>
/// <param name="Description">What it is.</param>
/// <param name="Model">Model.</param>
/// <param name="SerialNumber">Serial number.</param>
/// <param name="Software">Software revision.</param>
/// <param name="ContainedIn">What holds it.</param>
public sealed record EquipmentModuleResponse(
    string Name,
    string? Class,
    string? Description,
    string? Model,
    string? SerialNumber,
    string? Software,
    string? ContainedIn);

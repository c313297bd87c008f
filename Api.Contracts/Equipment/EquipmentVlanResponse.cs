namespace Nms.Contracts.Equipment;

/// <summary>A VLAN of equipment.</summary>
/// <param name="Id">VLAN id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ports">Interfaces in it.</param>
/// <param name="UntaggedPorts">Interfaces in it without a tag.</param>
/// <param name="Source">Who said it.</param>
public sealed record EquipmentVlanResponse(
    int Id,
    string? Name,
    IReadOnlyList<string> Ports,
    IReadOnlyList<string> UntaggedPorts,
    FactSource Source);

namespace Nms.Contracts.Equipment;

/// <summary>A routing protocol that equipment speaks.</summary>
/// <param name="Name">ospf, ospf6, bgp, rip, eigrp, isis.</param>
/// <param name="Instance">Its process or own number.</param>
/// <param name="RouterId">Its router id.</param>
/// <param name="Networks">The networks it speaks for, as they are written.</param>
/// <param name="Neighbours">Neighbours that are configured.</param>
/// <param name="Source">Who said it.</param>
public sealed record EquipmentRoutingProtocolResponse(
    string Name,
    string? Instance,
    string? RouterId,
    IReadOnlyList<string> Networks,
    IReadOnlyList<string> Neighbours,
    FactSource Source);

namespace Nms.Contracts.Equipment;

/// <summary>An entry of the ARP or neighbour table of equipment.</summary>
/// <param name="Address">IP address.</param>
/// <param name="MacAddress">MAC address; null when it did not answer.</param>
/// <param name="Interface">Where it is.</param>
/// <param name="Source">Who said it.</param>
public sealed record EquipmentNeighbourResponse(
    string Address,
    string? MacAddress,
    string? Interface,
    FactSource Source);

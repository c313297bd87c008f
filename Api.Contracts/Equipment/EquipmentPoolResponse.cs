namespace Nms.Contracts.Equipment;

/// <summary>A range of addresses that equipment leases.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Network">The network, such as 10.0.0.0/24, or a range as it is written.</param>
/// <param name="Gateways">Routers that its clients are told.</param>
/// <param name="DnsServers">Name servers that its clients are told.</param>
/// <param name="Source">Who said it.</param>
public sealed record EquipmentPoolResponse(
    string Name,
    string? Network,
    IReadOnlyList<string> Gateways,
    IReadOnlyList<string> DnsServers,
    FactSource Source);

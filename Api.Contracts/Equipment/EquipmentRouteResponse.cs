namespace Nms.Contracts.Equipment;

/// <summary>A route of equipment.</summary>
/// <param name="Destination">The network, such as 10.0.0.0/8.</param>
/// <param name="NextHop">The next router; null when the network is attached.</param>
/// <param name="Interface">The way out.</param>
/// <param name="Protocol">Where it comes from: connected, local, static, ospf, bgp, …</param>
/// <param name="Metric">Its metric.</param>
/// <param name="Source">Who said it.</param>
public sealed record EquipmentRouteResponse(
    string Destination,
    string? NextHop,
    string? Interface,
    string? Protocol,
    int? Metric,
    FactSource Source);

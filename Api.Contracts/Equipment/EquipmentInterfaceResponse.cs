namespace Nms.Contracts.Equipment;

/// <summary>An interface of equipment, put together from all sources.</summary>
/// <param name="Name">Its name as the equipment itself spells it; GNS3's name when nobody asked the equipment.</param>
/// <param name="Gns3Name">The name of the port in GNS3; null when GNS3 has no such port.</param>
/// <param name="AdapterNumber">Adapter of the GNS3 port.</param>
/// <param name="PortNumber">Number of the GNS3 port on its adapter.</param>
/// <param name="LinkType">GNS3's link type: ethernet, serial, none.</param>
/// <param name="LinkId">The GNS3 link at the port; null when there is none.</param>
/// <param name="IfIndex">ifIndex (IF-MIB).</param>
/// <param name="IfType">ifType (IANAifType).</param>
/// <param name="Alias">ifAlias, or the description in the configuration.</param>
/// <param name="MacAddress">MAC address, lower-case with colons.</param>
/// <param name="Mtu">Largest packet, bytes.</param>
/// <param name="SpeedBitsPerSecond">Nominal speed.</param>
/// <param name="AdminStatus">up or down; null when unknown.</param>
/// <param name="OperStatus">up, down or another word of ifOperStatus; null when unknown.</param>
/// <param name="UsesDhcp">Whether its address comes from DHCP.</param>
/// <param name="Addresses">Its addresses with prefix length, such as 10.0.0.1/24.</param>
/// <param name="Counters">Its counters; null when nobody counts.</param>
/// <param name="Sightings">Who told of it.</param>
public sealed record EquipmentInterfaceResponse(
    string Name,
    string? Gns3Name,
    int? AdapterNumber,
    int? PortNumber,
    string? LinkType,
    Guid? LinkId,
    int? IfIndex,
    int? IfType,
    string? Alias,
    string? MacAddress,
    int? Mtu,
    long? SpeedBitsPerSecond,
    string? AdminStatus,
    string? OperStatus,
    bool? UsesDhcp,
    IReadOnlyList<string> Addresses,
    InterfaceCountersResponse? Counters,
    IReadOnlyList<SightingResponse> Sightings);

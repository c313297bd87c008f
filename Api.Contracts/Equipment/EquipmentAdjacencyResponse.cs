namespace Nms.Contracts.Equipment;

/// <summary>Other equipment that this one hears or speaks with.</summary>
/// <param name="Protocol">lldp, cdp, ospf, bgp, fdb.</param>
/// <param name="LocalInterface">The interface here.</param>
/// <param name="RemoteName">Its name, as it tells it.</param>
/// <param name="RemotePort">Its port, as it tells it.</param>
/// <param name="RemoteChassis">Its chassis id: mostly a MAC address.</param>
/// <param name="RemoteAddress">Its management address or router id.</param>
/// <param name="RemotePlatform">What it says it is.</param>
/// <param name="State">State of the protocol, such as full or established.</param>
/// <param name="Source">Who said it.</param>
/// <param name="Vlan">VLAN, of an FDB entry.</param>
public sealed record EquipmentAdjacencyResponse(
    string Protocol,
    string? LocalInterface,
    string? RemoteName,
    string? RemotePort,
    string? RemoteChassis,
    string? RemoteAddress,
    string? RemotePlatform,
    string? State,
    FactSource Source,
    int? Vlan);

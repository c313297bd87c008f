namespace Nms.Consoles;

/// <summary>A VLAN (IEEE 802.1Q) of equipment; by SNMP it is in Q-BRIDGE-MIB (RFC 4363).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ports">The interfaces in it that are in no other, in the equipment's spelling.</param>
public sealed record ConsoleVlan(int Id, string? Name, IReadOnlyList<string> Ports);

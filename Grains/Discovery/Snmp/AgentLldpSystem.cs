namespace Nms.Discovery.Snmp;

/// <summary>What the equipment tells its neighbours of itself by LLDP.</summary>
/// <param name="ChassisIdType">macAddress, networkAddress, local, …</param>
/// <param name="ChassisId">Its chassis id, a MAC address mostly.</param>
/// <param name="Name">Its name.</param>
/// <param name="Mib">LLDP-MIB or LLDP-V2-MIB.</param>
internal sealed record AgentLldpSystem(string? ChassisIdType, string? ChassisId, string? Name, string Mib);

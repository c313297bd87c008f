using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>An entry of the ARP or neighbour table.</summary>
/// <param name="Address">IP address.</param>
/// <param name="MacAddress">Null when it did not answer.</param>
/// <param name="IfIndex">Where it is.</param>
/// <param name="Type">dynamic, static, local or other; null when the agent does not say.</param>
/// <param name="State">reachable, stale, incomplete, …; null when the agent does not say.</param>
/// <param name="Mib">The table it is from.</param>
internal sealed record AgentNeighbour(IPAddress Address, string? MacAddress, int? IfIndex, string? Type, string? State, string Mib);

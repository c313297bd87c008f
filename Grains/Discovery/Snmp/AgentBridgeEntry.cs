namespace Nms.Discovery.Snmp;

/// <summary>An entry of the forwarding database of a bridge.</summary>
/// <param name="MacAddress">The station.</param>
/// <param name="Vlan">Null when the database does not tell VLANs apart.</param>
/// <param name="Port">The bridge's number of the port; 0 when it was not learned at one.</param>
/// <param name="IfIndex">The interface that is the port.</param>
/// <param name="Status">learned, self, mgmt or other.</param>
/// <param name="Mib">The table it is from.</param>
internal sealed record AgentBridgeEntry(string MacAddress, int? Vlan, int Port, int? IfIndex, string Status, string Mib);

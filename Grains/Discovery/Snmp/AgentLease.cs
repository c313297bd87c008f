using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>A DHCP binding that the equipment knows, because it serves or watches DHCP.</summary>
/// <param name="Address">The address.</param>
/// <param name="MacAddress">Whose.</param>
/// <param name="HostName">The name the client gave.</param>
/// <param name="Vlan">Where.</param>
/// <param name="IfIndex">At which interface.</param>
/// <param name="EndsIn">How long it is still good, when it was read; null when it does not end.</param>
/// <param name="Mib">The table it is from.</param>
internal sealed record AgentLease(IPAddress Address, string? MacAddress, string? HostName, int? Vlan, int? IfIndex, TimeSpan? EndsIn, string Mib);

using System.Collections.Immutable;

namespace Nms.Discovery.Snmp;

/// <summary>A VLAN.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ports">ifIndex of each member.</param>
/// <param name="UntaggedPorts">ifIndex of the members that carry it without a tag.</param>
/// <param name="Mib">The MIB it is from.</param>
internal sealed record AgentVlan(int Id, string? Name, ImmutableArray<int> Ports, ImmutableArray<int> UntaggedPorts, string Mib);

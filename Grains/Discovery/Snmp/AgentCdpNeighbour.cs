using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>A neighbour that the equipment hears by CDP.</summary>
/// <param name="IfIndex">The interface here.</param>
/// <param name="DeviceId">Its name, often with its domain or serial number.</param>
/// <param name="Port">Its port.</param>
/// <param name="Platform">Its model.</param>
/// <param name="Version">Its software, as its banner says.</param>
/// <param name="Address">Its first address.</param>
/// <param name="Capabilities">Router, switch, host, …</param>
/// <param name="NativeVlan">Its native VLAN at that port.</param>
internal sealed record AgentCdpNeighbour(
    int IfIndex, string? DeviceId, string? Port, string? Platform, string? Version, IPAddress? Address, ImmutableArray<string> Capabilities, int? NativeVlan);

using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>A route of the agent's equipment.</summary>
/// <param name="Destination">The network.</param>
/// <param name="PrefixLength">Its length.</param>
/// <param name="NextHop">Null when the network is attached.</param>
/// <param name="IfIndex">The way out; null when the agent does not say.</param>
/// <param name="Type">local, remote, reject, blackhole or other.</param>
/// <param name="Protocol">local, static, ospf, bgp, …, as IANAipRouteProtocol calls it; netmgmt is static.</param>
/// <param name="Metric">Null when it has none.</param>
/// <param name="Mib">The table it is from.</param>
internal sealed record AgentRoute(
    IPAddress Destination, int PrefixLength, IPAddress? NextHop, int? IfIndex, string? Type, string? Protocol, int? Metric, string Mib);

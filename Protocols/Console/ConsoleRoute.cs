using System.Net;

namespace Nms.Consoles;

/// <summary>A route of equipment; by SNMP it is in IP-FORWARD-MIB (RFC 4292). A destination with several ways has several.</summary>
/// <param name="Destination">The network.</param>
/// <param name="NextHop">The next router; null when the network is attached.</param>
/// <param name="Interface">The interface; null where the equipment does not tell.</param>
/// <param name="Protocol">Where it comes from: connected, local, static, dhcp, rip, ospf, eigrp, isis, bgp, kernel or the equipment's own letter.</param>
/// <param name="Metric">Its metric; null where the equipment does not tell.</param>
public sealed record ConsoleRoute(IPNetwork Destination, IPAddress? NextHop, string? Interface, string? Protocol, int? Metric = null);

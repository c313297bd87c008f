using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>A neighbour by OSPF.</summary>
/// <param name="Address">Its address.</param>
/// <param name="RouterId">Its router id.</param>
/// <param name="State">down, init, twoWay, full, …</param>
/// <param name="IfIndex">The interface whose network has its address; null when none has.</param>
internal sealed record AgentOspfNeighbour(IPAddress Address, IPAddress? RouterId, string? State, int? IfIndex);

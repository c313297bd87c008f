using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>A peer by BGP.</summary>
/// <param name="RemoteAddress">Its address.</param>
/// <param name="Identifier">Its identifier; null until it gave one.</param>
/// <param name="RemoteAs">The AS it is in.</param>
/// <param name="LocalAddress">The address here.</param>
/// <param name="State">idle, connect, active, opensent, openconfirm or established.</param>
internal sealed record AgentBgpPeer(IPAddress RemoteAddress, IPAddress? Identifier, long? RemoteAs, IPAddress? LocalAddress, string? State);

using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>OSPF as a whole.</summary>
/// <param name="RouterId">Its router id.</param>
/// <param name="IsEnabled">Whether it runs.</param>
internal sealed record AgentOspf(IPAddress? RouterId, bool? IsEnabled);

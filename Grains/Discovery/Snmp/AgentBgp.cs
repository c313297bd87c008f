using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>BGP as a whole.</summary>
/// <param name="LocalAs">The AS it is in.</param>
/// <param name="Identifier">Its identifier.</param>
internal sealed record AgentBgp(long? LocalAs, IPAddress? Identifier);

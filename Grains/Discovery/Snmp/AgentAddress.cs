using System.Net;

namespace Nms.Discovery.Snmp;

/// <summary>An IP address of the agent's equipment.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Null when the agent does not say.</param>
/// <param name="IfIndex">The interface that has it.</param>
/// <param name="Origin">manual, dhcp, linklayer, random or other; null when the agent does not say.</param>
/// <param name="Status">preferred, tentative, duplicate, …; null when the agent does not say.</param>
/// <param name="Mib">The table it is from.</param>
internal sealed record AgentAddress(IPAddress Address, int? PrefixLength, int? IfIndex, string? Origin, string? Status, string Mib);

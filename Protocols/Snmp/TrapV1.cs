using System.Net;

namespace Nms.Snmp;

/// <summary>What only a trap in the form of SNMPv1 carries (RFC 1157 §4.1.6).</summary>
/// <param name="Enterprise">The kind of equipment, or the family of a specific trap.</param>
/// <param name="AgentAddress">The IPv4 address the equipment gives itself; 0.0.0.0 when it does not know.</param>
/// <param name="Generic">0 coldStart to 5 egpNeighborLoss; 6 enterpriseSpecific.</param>
/// <param name="Specific">The trap's number within its enterprise.</param>
/// <param name="Timestamp">The equipment's sysUpTime.</param>
public sealed record TrapV1(Oid Enterprise, IPAddress AgentAddress, int Generic, int Specific, uint Timestamp);

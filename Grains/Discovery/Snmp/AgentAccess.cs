namespace Nms.Discovery.Snmp;

/// <summary>How an agent was entered. The name of the credential is the one of the settings; no secret is here.</summary>
/// <param name="Credential">Name of the credential.</param>
/// <param name="Version">1, 2c or 3.</param>
/// <param name="SecurityName">The user of SNMPv3.</param>
internal sealed record AgentAccess(string Credential, string Version, string? SecurityName);

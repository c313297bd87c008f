namespace Nms.Discovery.Snmp;

/// <summary>What became of one part of an inventory, and what it cost the agent.</summary>
/// <param name="Name">system, interfaces, addresses, routes, …</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it is not ok.</param>
/// <param name="Rows">How many of its things were found.</param>
/// <param name="Requests">Datagrams sent.</param>
/// <param name="Bytes">Bytes of the answers.</param>
/// <param name="Took">How long.</param>
internal sealed record AgentPart(string Name, AgentPartOutcome Outcome, string? Reason, int Rows, int Requests, long Bytes, TimeSpan Took);

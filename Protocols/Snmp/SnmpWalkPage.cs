namespace Nms.Snmp;

/// <summary>A part of a walk by GETNEXT or GETBULK (RFC 3416 §4.2.2, §4.2.3), or all of it.</summary>
/// <param name="VarBinds">What was read.</param>
/// <param name="End">Why the walk is over; <see cref="SnmpWalkEnd.None"/> when more follows.</param>
public sealed record SnmpWalkPage(IReadOnlyList<VarBind> VarBinds, SnmpWalkEnd End)
{
    /// <summary>What became of the last request.</summary>
    public SnmpOutcome Outcome { get; init; }

    /// <summary>What the agent said about it.</summary>
    public SnmpErrorStatus ErrorStatus { get; init; }

    /// <summary>All of the subtree was read.</summary>
    public bool IsComplete => End == SnmpWalkEnd.Complete;
}

namespace Nms.Discovery.Snmp;

/// <summary>What became of one part of an inventory.</summary>
internal enum AgentPartOutcome
{
    /// <summary>All of it was read.</summary>
    Ok,

    /// <summary>The agent knows the tables, and they are empty.</summary>
    Empty,

    /// <summary>The agent has no such tables.</summary>
    NotSupported,

    /// <summary>Some of it was read; the reason says which bound or fault ended it.</summary>
    Truncated,

    /// <summary>None of it could be read; the reason says why.</summary>
    Failed,
}

namespace Nms.Snmp;

/// <summary>How a subtree is read, by GETBULK (RFC 3416 §4.2.3) where the version has it.</summary>
public sealed record SnmpWalkOptions
{
    /// <summary>How many variables are read at most: agents are known whose tables never end.</summary>
    /// <value>Default 1,000,000; at least 1.</value>
    public int MaxVarBinds { get; init; } = 1_000_000;

    /// <summary>How many successors the first GETBULK asks for.</summary>
    /// <value>Default 16; 1 to <see cref="MaxRepetitions"/>.</value>
    public int InitialRepetitions { get; init; } = 16;

    /// <summary>How many successors a GETBULK asks for at most: its max-repetitions (RFC 3416 §4.2.3).</summary>
    /// <value>Default 1,024; at least 1.</value>
    public int MaxRepetitions { get; init; } = 1024;

    /// <summary>The size an answer shall have about.</summary>
    /// <remarks>More than 1,400 bytes travel in fragments: fewer round trips, but all of them lost when one is.</remarks>
    /// <value>Default 8 KiB; 484 bytes to 64 KiB.</value>
    public int ResponseBytes { get; init; } = 8 * 1024;
}

namespace Nms.Snmp;

/// <summary>A protocol data unit (RFC 3416 §3, RFC 1157 §4.1).</summary>
public sealed record SnmpPdu
{
    /// <summary>What is asked, answered or told.</summary>
    public required PduType Type { get; init; }

    /// <summary>The number that an answer repeats. Not in <see cref="PduType.TrapV1"/>.</summary>
    public int RequestId { get; init; }

    /// <summary>In an answer what the agent says; in a GETBULK the non-repeaters.</summary>
    public SnmpErrorStatus ErrorStatus { get; init; }

    /// <summary>In an answer the variable at fault, from 1; in a GETBULK the max-repetitions.</summary>
    public int ErrorIndex { get; init; }

    /// <summary>The variable bindings.</summary>
    public IReadOnlyList<VarBind> VarBinds { get; init; } = [];

    /// <summary>The head of a <see cref="PduType.TrapV1"/>; otherwise null.</summary>
    public TrapV1? Trap { get; init; }
}

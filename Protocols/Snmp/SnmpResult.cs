namespace Nms.Snmp;

/// <summary>The answer to a request (RFC 3416 §4.2.4), or why there is none. Silence is a value here, not an exception.</summary>
public sealed class SnmpResult
{
    internal SnmpResult(SnmpOutcome outcome, VarBind[]? varBinds = null)
    {
        Outcome = outcome;
        VarBinds = varBinds ?? [];
    }

    /// <summary>Whether the agent answered.</summary>
    public SnmpOutcome Outcome { get; }

    /// <summary>What the agent says about the request: the error-status of RFC 3416 §3.</summary>
    public SnmpErrorStatus ErrorStatus { get; internal init; }

    /// <summary>The variable it says that of, from 1; 0 for none: the error-index of RFC 3416 §3.</summary>
    public int ErrorIndex { get; internal init; }

    /// <summary>What the agent answered.</summary>
    public IReadOnlyList<VarBind> VarBinds { get; }

    /// <summary>From the last attempt to the answer.</summary>
    public TimeSpan RoundTrip { get; internal init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; internal init; }

    /// <summary>The size of the answer.</summary>
    public int Bytes { get; internal init; }

    /// <summary>The agent answered and had nothing to object to.</summary>
    public bool Succeeded => Outcome == SnmpOutcome.Answered && ErrorStatus == SnmpErrorStatus.NoError;

    /// <inheritdoc/>
    public override string ToString() => Outcome != SnmpOutcome.Answered ? Outcome.ToString()
        : ErrorStatus != SnmpErrorStatus.NoError ? $"{ErrorStatus} at {ErrorIndex}" : string.Join(", ", VarBinds);
}

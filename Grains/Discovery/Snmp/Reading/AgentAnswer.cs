using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>The answer of an agent, or why it was not asked.</summary>
/// <param name="Result">What came of the request.</param>
/// <param name="Refusal">The bound that forbids to ask.</param>
internal readonly record struct AgentAnswer(SnmpResult? Result, string? Refusal)
{
    public bool Succeeded => Result?.Succeeded == true;

    /// <summary>A smaller request might succeed.</summary>
    public bool MayBeTooMuch => Result is { Outcome: SnmpOutcome.TimedOut or SnmpOutcome.Malformed or SnmpOutcome.TooLarge }
        or { ErrorStatus: SnmpErrorStatus.TooBig or SnmpErrorStatus.GenErr };

    /// <summary>Why there is nothing.</summary>
    public string Problem => Refusal ?? Result switch
    {
        { Outcome: SnmpOutcome.TimedOut } => "The agent did not answer.",
        { Outcome: not SnmpOutcome.Answered } => $"The request ended as {Result.Outcome}.",
        { ErrorStatus: not SnmpErrorStatus.NoError } => $"The agent answered with the error {Result.ErrorStatus}.",
        _ => "The agent answered nothing.",
    };
}

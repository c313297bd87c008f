namespace Nms.Snmp;

/// <summary>How the search for a credential of an agent ended.</summary>
/// <param name="Target">The agent with the credential it accepts; null when it accepts none.</param>
/// <param name="Tried">How many credentials it was shown.</param>
/// <param name="LastOutcome">What became of the last of them.</param>
/// <param name="Sent">How many requests that took, repetitions included.</param>
public sealed record SnmpCredentialSearch(SnmpTarget? Target, int Tried, SnmpOutcome LastOutcome, int Sent)
{
    /// <summary>How long ago it was made; zero when it was made for this call.</summary>
    public TimeSpan Age { get; init; }
}

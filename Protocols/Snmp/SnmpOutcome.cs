namespace Nms.Snmp;

/// <summary>What became of a request.</summary>
public enum SnmpOutcome
{
    /// <summary>The agent answered; its error status says more.</summary>
    Answered,

    /// <summary>No answer to any attempt: no such host, no agent, or a community it does not know.</summary>
    TimedOut,

    /// <summary>This host has no way to the address.</summary>
    Unreachable,

    /// <summary>What came as an answer was no message of SNMP.</summary>
    Malformed,

    /// <summary>Too much is waiting already; nothing was sent.</summary>
    Overloaded,

    /// <summary>The request does not fit into a datagram; nothing was sent.</summary>
    TooLarge,

    /// <summary>The agent does not know the user (usmStatsUnknownUserNames, RFC 3414 §3.2 step 4).</summary>
    UnknownUser,

    /// <summary>The agent computes another signature: the password or the protocol is another (usmStatsWrongDigests, RFC 3414 §3.2 step 6).</summary>
    WrongDigest,

    /// <summary>The agent cannot decrypt: the password or the protocol is another (usmStatsDecryptionErrors, RFC 3414 §3.2 step 8).</summary>
    DecryptionError,

    /// <summary>The agent does not let this user ask with this protection (usmStatsUnsupportedSecLevels, RFC 3414 §3.2 step 5).</summary>
    UnsupportedSecurityLevel,

    /// <summary>The agent and this host do not agree on the agent's time, however often it is asked (usmStatsNotInTimeWindows, RFC 3414 §3.2 step 7).</summary>
    NotInTimeWindow,
}

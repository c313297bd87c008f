namespace Nms.Snmp;

/// <summary>Why a walk is over.</summary>
public enum SnmpWalkEnd
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>All of the subtree was read: a name behind it came, or endOfMibView (RFC 3416 §4.2.2), or noSuchName (RFC 1157 §4.1.3).</summary>
    Complete,

    /// <summary>The agent did not answer any more; <see cref="SnmpWalkPage.Outcome"/> says how.</summary>
    NoAnswer,

    /// <summary>The agent answered with an error.</summary>
    Error,

    /// <summary>The agent named what does not come after what it was asked for, against RFC 3416 §4.2.2: it would go round in circles.</summary>
    NotIncreasing,

    /// <summary>As much was read as the options allow.</summary>
    LimitReached,
}

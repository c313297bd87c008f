namespace Nms.Snmp;

/// <summary>From where an answer is accepted.</summary>
public enum SnmpAnswersFrom
{
    /// <summary>Only from the address and port that was asked.</summary>
    AddressAndPort,

    /// <summary>From any port of the address that was asked, for agents behind some translators.</summary>
    Address,

    /// <summary>From anywhere, for equipment that answers from another of its addresses. Anybody who guesses the number may answer.</summary>
    Anywhere,
}

namespace Nms.Snmp;

/// <summary>Why bytes are not a message.</summary>
public enum SnmpFormatErrorKind
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The bytes end before the element does.</summary>
    Truncated,

    /// <summary>Another tag was expected here, or the tag is none of SNMP's.</summary>
    UnexpectedTag,

    /// <summary>A length in a form SNMP does not use: indefinite (RFC 3417 §8), or of more than four bytes.</summary>
    BadLength,

    /// <summary>A value of a fixed length has another one.</summary>
    WrongLength,

    /// <summary>A number does not fit its type (RFC 2578 §7.1).</summary>
    IntegerOutOfRange,

    /// <summary>An object identifier with an overlong, unfinished or too large sub-identifier, or with more than 128 of them (RFC 2578 §3.5).</summary>
    BadObjectIdentifier,

    /// <summary>Bytes follow after the end of an element.</summary>
    TrailingBytes,

    /// <summary>A version other than 1, 2c and 3 (msgVersion, RFC 3412 §6.1).</summary>
    UnknownVersion,

    /// <summary>A PDU this version does not have (RFC 1157 §4.1, RFC 3416 §3).</summary>
    UnexpectedPdu,

    /// <summary>A field of an SNMPv3 message has a value the standard forbids (RFC 3412 §6, RFC 3414 §2.4).</summary>
    BadSecurityParameters,
}

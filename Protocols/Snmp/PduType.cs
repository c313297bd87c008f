namespace Nms.Snmp;

/// <summary>The kinds of PDU (RFC 3416 §3, RFC 1157 §4.1); each number is its BER tag.</summary>
public enum PduType
{
    /// <summary>Asks for the values of objects.</summary>
    GetRequest = 0xA0,

    /// <summary>Asks for the objects that follow.</summary>
    GetNextRequest = 0xA1,

    /// <summary>Answers a request.</summary>
    Response = 0xA2,

    /// <summary>Asks to change values, all or none.</summary>
    SetRequest = 0xA3,

    /// <summary>A trap in the form of SNMPv1.</summary>
    TrapV1 = 0xA4,

    /// <summary>Asks for many objects that follow; not in SNMPv1.</summary>
    GetBulkRequest = 0xA5,

    /// <summary>A notification that wants an answer; not in SNMPv1.</summary>
    InformRequest = 0xA6,

    /// <summary>A notification that wants none, since SNMPv2.</summary>
    TrapV2 = 0xA7,

    /// <summary>One engine tells another what is wrong with its message; SNMPv3 only.</summary>
    Report = 0xA8,
}

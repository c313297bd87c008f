namespace Nms.Snmp;

/// <summary>The version of a message; each number is the one on the wire.</summary>
public enum SnmpVersion
{
    /// <summary>SNMPv1 (RFC 1157).</summary>
    V1 = 0,

    /// <summary>SNMPv2c (RFC 1901).</summary>
    V2c = 1,

    /// <summary>SNMPv3 (RFC 3412).</summary>
    V3 = 3,
}

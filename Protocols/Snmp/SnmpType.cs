namespace Nms.Snmp;

/// <summary>The types a value may have on the wire (RFC 2578 §7.1, RFC 3416 §3); each number is its BER tag.</summary>
public enum SnmpType
{
    /// <summary>INTEGER or Integer32: 32 bits, signed.</summary>
    Integer32 = 0x02,

    /// <summary>OCTET STRING and BITS.</summary>
    OctetString = 0x04,

    /// <summary>No value: the place of a value in a request.</summary>
    Null = 0x05,

    /// <summary>OBJECT IDENTIFIER.</summary>
    ObjectIdentifier = 0x06,

    /// <summary>An IPv4 address.</summary>
    IpAddress = 0x40,

    /// <summary>A counter that wraps at 2³².</summary>
    Counter32 = 0x41,

    /// <summary>Gauge32 and Unsigned32, which share a tag.</summary>
    Gauge32 = 0x42,

    /// <summary>Hundredths of a second.</summary>
    TimeTicks = 0x43,

    /// <summary>Bytes with a meaning of their own; Net-SNMP packs floating-point numbers in them.</summary>
    Opaque = 0x44,

    /// <summary>A counter that wraps at 2⁶⁴; not in SNMPv1.</summary>
    Counter64 = 0x46,

    /// <summary>The agent knows no such object (RFC 3416 §4.2.1).</summary>
    NoSuchObject = 0x80,

    /// <summary>The agent knows the object, but not this instance.</summary>
    NoSuchInstance = 0x81,

    /// <summary>Nothing follows in the agent's view (RFC 3416 §4.2.2).</summary>
    EndOfMibView = 0x82,
}

namespace Nms.Snmp;

/// <summary>How a message of SNMPv3 is protected (RFC 3411 §3.4.3).</summary>
public enum SecurityLevel
{
    /// <summary>Not at all.</summary>
    NoAuthNoPriv,

    /// <summary>Signed.</summary>
    AuthNoPriv,

    /// <summary>Signed and encrypted.</summary>
    AuthPriv,
}

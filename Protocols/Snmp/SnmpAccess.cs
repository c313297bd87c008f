namespace Nms.Snmp;

/// <summary>What somebody may do at an agent: the access policy of RFC 3415 §2.5, for views of its objects and a least protection.</summary>
/// <param name="Read">What he may read.</param>
/// <param name="Write">What he may write.</param>
/// <param name="Level">How his messages have to be protected at least; for users only.</param>
public sealed record SnmpAccess(SnmpView Read, SnmpView Write, SecurityLevel Level = SecurityLevel.NoAuthNoPriv)
{
    /// <summary>Reads everything and writes nothing.</summary>
    public static SnmpAccess ReadOnly { get; } = new(SnmpView.All, SnmpView.None);

    /// <summary>Reads and writes everything.</summary>
    public static SnmpAccess ReadWrite { get; } = new(SnmpView.All, SnmpView.All);
}

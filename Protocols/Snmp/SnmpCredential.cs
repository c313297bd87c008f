using System.Text;

namespace Nms.Snmp;

/// <summary>What a manager shows an agent: a community or a user. Never prints a secret.</summary>
public abstract class SnmpCredential
{
    private protected SnmpCredential(SnmpVersion version) => Version = version;

    /// <summary>The version it is used with.</summary>
    public SnmpVersion Version { get; }

    /// <summary>A community of SNMPv1 (RFC 1157 §4) or SNMPv2c (RFC 1901 §3).</summary>
    /// <param name="community">The community.</param>
    /// <param name="version">V1 or V2c.</param>
    public static SnmpCredential Community(string community, SnmpVersion version = SnmpVersion.V2c)
        => new CommunityCredential(Encoding.UTF8.GetBytes(community), version);

    /// <summary>A user of SNMPv3 (RFC 3414 §2.1).</summary>
    /// <param name="user">The user; his best protection is used.</param>
    /// <param name="context">The context whose objects are meant (RFC 3411 §3.3.1); the default one is empty.</param>
    public static SnmpCredential User(UsmUser user, string context = "") => new UserCredential(user, context);
}

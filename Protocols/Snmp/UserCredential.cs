using System.Text;

namespace Nms.Snmp;

/// <summary>A user and the context he asks in.</summary>
internal sealed class UserCredential(UsmUser user, string context) : SnmpCredential(SnmpVersion.V3)
{
    public UsmUser UsmUser { get; } = user;

    public byte[] Context { get; } = Encoding.UTF8.GetBytes(context);

    /// <inheritdoc/>
    public override string ToString() => $"V3 {UsmUser}";
}

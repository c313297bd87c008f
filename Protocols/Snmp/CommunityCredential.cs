namespace Nms.Snmp;

/// <summary>A community.</summary>
internal sealed class CommunityCredential : SnmpCredential
{
    public CommunityCredential(byte[] community, SnmpVersion version)
        : base(version is SnmpVersion.V1 or SnmpVersion.V2c ? version : throw new ArgumentException("A community belongs to SNMPv1 or SNMPv2c.", nameof(version)))
        => Bytes = community;

    public byte[] Bytes { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Version} community ***";
}

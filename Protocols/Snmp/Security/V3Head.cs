namespace Nms.Snmp.Security;

/// <summary>What precedes the scoped PDU in a message of SNMPv3 (RFC 3412 §6, RFC 3414 §2.4); ranges are of the datagram.</summary>
internal readonly record struct V3Head
{
    public const byte AuthFlag = 1;
    public const byte PrivFlag = 2;
    public const byte ReportableFlag = 4;

    public int MessageId { get; init; }

    public int MaxSize { get; init; }

    public byte Flags { get; init; }

    public Range EngineId { get; init; }

    public int Boots { get; init; }

    public int Time { get; init; }

    public Range UserName { get; init; }

    public Range Mac { get; init; }

    public Range Salt { get; init; }

    /// <summary>The scoped PDU with its header, or the bytes of the encrypted one.</summary>
    public Range Scoped { get; init; }

    public bool IsReportable => (Flags & ReportableFlag) != 0;

    public SecurityLevel Level => (Flags & PrivFlag) != 0 ? SecurityLevel.AuthPriv
        : (Flags & AuthFlag) != 0 ? SecurityLevel.AuthNoPriv : SecurityLevel.NoAuthNoPriv;
}

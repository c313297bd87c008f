namespace Nms.Snmp.Security;

/// <summary>What a message of SNMPv3 is sent with, but for its PDU.</summary>
internal readonly ref struct V3Envelope
{
    public required int MessageId { get; init; }

    public required ReadOnlySpan<byte> EngineId { get; init; }

    public int Boots { get; init; }

    public int Time { get; init; }

    public ReadOnlySpan<byte> UserName { get; init; }

    public UsmKeys Keys { get; init; }

    public SecurityLevel Level { get; init; }

    public bool IsReportable { get; init; }

    public ReadOnlySpan<byte> ContextEngineId { get; init; }

    public ReadOnlySpan<byte> ContextName { get; init; }
}

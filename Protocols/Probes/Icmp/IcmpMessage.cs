namespace Nms.Probes.Icmp;

/// <summary>An ICMP message (RFC 792, RFC 4443) as far as it concerns an echo request of ours.</summary>
internal readonly ref struct IcmpMessage
{
    public required IcmpMessageKind Kind { get; init; }

    public byte Code { get; init; }

    /// <summary>Of the reply, or of the request that an error quotes.</summary>
    public ushort Identifier { get; init; }

    public ushort Sequence { get; init; }

    /// <summary>What follows the echo header; of a quoted request as much as the router gave.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Where the quoted request was going.</summary>
    public UInt128 QuotedTo { get; init; }
}

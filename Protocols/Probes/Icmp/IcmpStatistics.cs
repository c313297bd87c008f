namespace Nms.Probes;

/// <summary>What a prober sent and heard since it began.</summary>
/// <param name="Sent">Echo requests (RFC 792, RFC 4443 §4.1) that left.</param>
/// <param name="Answered">Answers (RFC 792, RFC 4443 §4.2) that were awaited.</param>
/// <param name="Duplicates">Answers to a request that was answered already.</param>
/// <param name="Late">Answers to a request that was given up.</param>
/// <param name="Unmatched">Messages that fit no request: wrong source, identifier, sequence or token. Forged, or meant for another program.</param>
/// <param name="Malformed">Datagrams that are no ICMP message.</param>
public sealed record IcmpStatistics(long Sent, long Answered, long Duplicates, long Late, long Unmatched, long Malformed);

namespace Nms.Probes;

/// <summary>What a prober sent and heard since it began.</summary>
/// <param name="Sent">Echo requests that left.</param>
/// <param name="Answered">Answers that were awaited.</param>
/// <param name="Duplicates">Answers to a request that was answered already.</param>
/// <param name="Late">Answers to a request that was given up.</param>
/// <param name="Unmatched">Messages that fit no request: wrong source, identifier, sequence or token. Forged, or meant for another program.</param>
/// <param name="Malformed">Datagrams that are no ICMP message.</param>
public sealed record IcmpStatistics(long Sent, long Answered, long Duplicates, long Late, long Unmatched, long Malformed);

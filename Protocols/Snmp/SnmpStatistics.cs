namespace Nms.Snmp;

/// <summary>What a client counted since it was made.</summary>
/// <param name="Sent">Datagrams sent.</param>
/// <param name="Retransmitted">Of these, repetitions.</param>
/// <param name="Received">Datagrams received.</param>
/// <param name="Unexpected">Answers that were late, came twice, or were never asked for.</param>
/// <param name="FromElsewhere">Answers from an address that was not asked.</param>
/// <param name="Malformed">Datagrams that were no message, or not signed as they should be.</param>
/// <param name="TimedOut">Requests nobody answered.</param>
/// <param name="InFlight">Requests that wait for an answer now.</param>
/// <param name="Queued">Requests that wait to be sent now.</param>
public readonly record struct SnmpStatistics(
    long Sent, long Retransmitted, long Received, long Unexpected, long FromElsewhere, long Malformed, long TimedOut, int InFlight, int Queued);

namespace Nms.Contracts.Events;

/// <summary>What the silos of the cluster count of events, together, each since it started.</summary>
/// <param name="StartedAt">When the silo that runs longest started.</param>
/// <param name="Published">Events appended to the log.</param>
/// <param name="Delivered">Events sent to clients, each client counted.</param>
/// <param name="Failed">Clients closed because they did not take what was sent.</param>
/// <param name="Retried">Of the events sent, those read from the log for clients that came back.</param>
/// <param name="Connections">Clients that follow now.</param>
/// <param name="LastEventAt">When the last event was appended.</param>
/// <param name="PerMinute">Events appended in the last minute.</param>
/// <param name="AverageLatencyMs">Mean from the instant of an event to its being in the log.</param>
/// <param name="LatencyMs">From the instant of an event to its having left for a client.</param>
/// <param name="ByType">Events appended, by type.</param>
/// <param name="ByPriority">Events appended, by priority.</param>
/// <param name="Queued">Events that wait for clients, by priority.</param>
/// <param name="Silos">Names of the silos that were counted.</param>
/// <param name="Silent">Names of silos that did not answer in time and are not counted.</param>
public sealed record EventStatisticsResponse(
    DateTimeOffset? StartedAt,
    long Published,
    long Delivered,
    long Failed,
    long Retried,
    int Connections,
    DateTimeOffset? LastEventAt,
    double PerMinute,
    double AverageLatencyMs,
    LatencyResponse LatencyMs,
    IReadOnlyDictionary<string, long> ByType,
    IReadOnlyDictionary<string, long> ByPriority,
    IReadOnlyDictionary<string, int> Queued,
    IReadOnlyList<string> Silos,
    IReadOnlyList<string> Silent);

/// <summary>How long something took, in milliseconds, at most a fifth too much; null when nothing was measured.</summary>
/// <param name="P50">Half of all took at most this.</param>
/// <param name="P95">95 of 100.</param>
/// <param name="P99">99 of 100.</param>
public sealed record LatencyResponse(double? P50, double? P95, double? P99);

namespace Nms.Api.Compatibility;

/// <summary>Events of all silos since they started.</summary>
internal sealed record EventStatsAnswer(
    long TotalEventsProcessed,
    IReadOnlyList<string> EventTypesAvailable,
    int RegisteredCallbacks,
    DateTimeOffset? LastEventTime,
    IReadOnlyDictionary<string, long> EventsPerType,
    EventPerformance PerformanceMetrics);

/// <summary>How fast events are taken: seconds from happening to being in the log, and how many a minute.</summary>
internal sealed record EventPerformance(double AverageProcessingTime, double EventsPerMinute);

/// <summary>
/// Events of all silos since they started, as the second form tells them. Failed are clients that were dropped with events
/// waiting; retried are events sent from the log to clients that came back.
/// </summary>
internal sealed record EventStatsV1Answer(
    long EventsPublished,
    long EventsDelivered,
    long EventsFailed,
    long EventsRetried,
    int ConnectionsActive,
    DateTimeOffset? LastEventTime,
    IReadOnlyDictionary<string, int> QueueSizes,
    bool IsRunning,
    double AverageLatencyMs,
    IReadOnlyDictionary<string, long> EventsByType,
    IReadOnlyDictionary<string, long> EventsByPriority,
    DateTimeOffset LastCheck,
    DateTimeOffset Timestamp);

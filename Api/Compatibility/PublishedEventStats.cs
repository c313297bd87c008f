namespace Nms.Api.Compatibility;

/// <summary>Figures of the event path, as the v1 paths show them.</summary>
internal sealed record PublishedEventStats(
    long EventsPublished,
    long EventsDelivered,
    long EventsFailed,
    long EventsRetried,
    int ConnectionsActive,
    DateTimeOffset? LastEventTime,
    IReadOnlyDictionary<string, int> QueueSizes,
    bool IsRunning,
    DateTimeOffset LastCheck,
    double AverageLatencyMs,
    IReadOnlyDictionary<string, long> EventsByType,
    IReadOnlyDictionary<string, long> EventsByPriority,
    DateTimeOffset Timestamp);

/// <summary>The same, as the viewset paths show them.</summary>
internal sealed record PublishedEventTotals(
    long TotalEventsProcessed,
    IReadOnlyList<string> EventTypesAvailable,
    int RegisteredCallbacks,
    DateTimeOffset? LastEventTime,
    IReadOnlyDictionary<string, long> EventsPerType,
    PublishedEventPerformance PerformanceMetrics);

/// <summary>Speed of the event path; times in seconds.</summary>
internal sealed record PublishedEventPerformance(double AverageProcessingTime, double EventsPerMinute);

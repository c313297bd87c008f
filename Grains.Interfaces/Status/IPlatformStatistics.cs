namespace Nms.Status;

/// <summary>Counters of this silo since it started. Thread-safe.</summary>
public interface IPlatformStatistics
{
    /// <summary>Counts a read answered from the model.</summary>
    void CacheHit();

    /// <summary>Counts a read that had to ask GNS3.</summary>
    void CacheMiss();

    /// <summary>Counts a WebSocket frame handed to a client.</summary>
    void EventDelivered(string type);

    /// <summary>Takes the counters' values.</summary>
    PlatformCounters Read();
}

/// <summary>Values of the counters at one instant.</summary>
public sealed record PlatformCounters(
    DateTimeOffset StartedAt,
    long CacheHits,
    long CacheMisses,
    long Gns3Requests,
    long Gns3Failures,
    long EventsPublished,
    long EventsDelivered,
    DateTimeOffset? LastEventAt,
    double EventsPerMinute,
    double AverageLatencyMs,
    IReadOnlyDictionary<string, long> EventsByType,
    IReadOnlyDictionary<string, long> EventsByPriority);

namespace Nms.Api.Compatibility;

/// <summary>How the GNS3 service of this silo is doing; the counters run since it started.</summary>
internal sealed record CentralStatus(
    string ServiceName,
    string Version,
    string Status,
    CentralServer Gns3Server,
    CentralMonitoring Monitoring,
    CentralStatistics Statistics,
    CentralCache Cache,
    CentralCallbacks Callbacks,
    DateTimeOffset? LastUpdate,
    DateTimeOffset Timestamp);

/// <summary>The GNS3 server: the first that is connected, else the first that is configured.</summary>
internal sealed record CentralServer(string? Name, string? Host, int? Port, bool Connected, string? Version, string? Error);

/// <summary>Whether servers are listened to, and one is heard over a WebSocket.</summary>
internal sealed record CentralMonitoring(bool Active, bool WebsocketConnected);

/// <summary>Counters since the silo started; the events only for callers who may read all of them.</summary>
internal sealed record CentralStatistics(
    long? EventsProcessed,
    long ApiCalls,
    long ApiFailures,
    long CacheHits,
    long CacheMisses,
    DateTimeOffset? LastActivity,
    double? LastActivityAgo,
    DateTimeOffset UptimeStart,
    double UptimeSeconds);

/// <summary>How reads were answered; the ratio is null before the first read.</summary>
internal sealed record CentralCache(string Prefix, int TtlSeconds, bool NetworkStateCached, long Hits, long Misses, double? HitRatio);

/// <summary>Modules called back in process: none, they use the WebSocket.</summary>
internal sealed record CentralCallbacks(int RegisteredCallbacks);

namespace Nms.Api.Compatibility;

/// <summary>How the hub is doing, as existing clients read it.</summary>
internal sealed record PublishedStatus(
    string ServiceName,
    string Version,
    string Status,
    PublishedServer Gns3Server,
    PublishedMonitoring Monitoring,
    PublishedStatistics Statistics,
    PublishedCache Cache,
    PublishedCallbacks Callbacks,
    DateTimeOffset? LastUpdate,
    DateTimeOffset Timestamp);

/// <summary>The first configured GNS3 server.</summary>
internal sealed record PublishedServer(string? Host, int? Port, bool Connected, string? Version, string? Error);

/// <summary>Whether GNS3 is listened to.</summary>
internal sealed record PublishedMonitoring(bool Active, bool WebsocketConnected);

/// <summary>Counters since the silo started.</summary>
internal sealed record PublishedStatistics(
    long EventsProcessed,
    long ApiCalls,
    long CacheHits,
    long CacheMisses,
    DateTimeOffset? LastActivity,
    DateTimeOffset UptimeStart,
    double UptimeSeconds,
    double? LastActivityAgo);

/// <summary>The model, seen as a cache.</summary>
internal sealed record PublishedCache(string Prefix, int TtlSeconds, bool NetworkStateCached, double? HitRatio);

/// <summary>Who is told of events.</summary>
internal sealed record PublishedCallbacks(int RegisteredCallbacks);

using Nms.Contracts.Gns3;

namespace Nms.Contracts.Status;

/// <summary>How the hub is doing.</summary>
/// <param name="Service">Name of the program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Status">connected when every GNS3 server is heard, degraded when only some are, disconnected when none is.</param>
/// <param name="StartedAt">When this silo started.</param>
/// <param name="UptimeSeconds">Seconds since then.</param>
/// <param name="Servers">The configured GNS3 servers.</param>
/// <param name="Model">What the model holds.</param>
/// <param name="Cache">How reads were answered since the silo started.</param>
/// <param name="Gns3">Calls to GNS3 since the silo started.</param>
/// <param name="Events">Events since the silo started; null for a caller who may not read all events.</param>
/// <param name="Sockets">WebSocket clients of this silo; null for a caller who may not read all events.</param>
public sealed record StatusResponse(
    string Service,
    string Version,
    string Status,
    DateTimeOffset StartedAt,
    double UptimeSeconds,
    IReadOnlyList<ServerResponse> Servers,
    ModelStatus Model,
    CacheStatus Cache,
    Gns3CallStatus Gns3,
    EventStatus? Events,
    SocketStatus? Sockets) : Answer;

/// <summary>What the model holds.</summary>
/// <param name="Projects">Number of projects.</param>
/// <param name="OpenedProjects">How many of them are open.</param>
/// <param name="Nodes">Number of nodes.</param>
/// <param name="Links">Number of links.</param>
public sealed record ModelStatus(int Projects, int OpenedProjects, int Nodes, int Links);

/// <summary>How reads were answered.</summary>
/// <param name="Hits">From the model.</param>
/// <param name="Misses">By asking GNS3.</param>
/// <param name="Ratio">Hits of all reads, 0 to 1; null before the first read.</param>
/// <param name="TtlSeconds">The longest a model may go without being compared with GNS3.</param>
public sealed record CacheStatus(long Hits, long Misses, double? Ratio, int TtlSeconds);

/// <summary>Calls to GNS3.</summary>
/// <param name="Requests">How many.</param>
/// <param name="Failures">How many failed.</param>
public sealed record Gns3CallStatus(long Requests, long Failures);

/// <summary>Events since the silo started.</summary>
/// <param name="Published">Events this silo appended to the log.</param>
/// <param name="Delivered">Frames handed to WebSocket clients.</param>
/// <param name="LastEventAt">When the last event happened.</param>
/// <param name="PerMinute">Events a minute.</param>
/// <param name="AverageLatencyMs">From happening to being delivered.</param>
/// <param name="ByType">Events by type.</param>
/// <param name="ByPriority">Events by priority.</param>
public sealed record EventStatus(
    long Published,
    long Delivered,
    DateTimeOffset? LastEventAt,
    double PerMinute,
    double AverageLatencyMs,
    IReadOnlyDictionary<string, long> ByType,
    IReadOnlyDictionary<string, long> ByPriority);

/// <summary>WebSocket clients of this silo.</summary>
/// <param name="Connections">Clients connected now.</param>
/// <param name="Resumed">Events sent from the log to clients that came back with a cursor.</param>
/// <param name="DroppedClients">Clients closed because they read too slowly or not at all.</param>
/// <param name="Queued">Frames waiting in clients' queues, by priority.</param>
/// <param name="Cursor">The newest event this silo has seen.</param>
public sealed record SocketStatus(
    int Connections, long Resumed, long DroppedClients, IReadOnlyDictionary<string, int> Queued, string Cursor);

using System.Collections.Immutable;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Events;
using Nms.Api.Projects;
using Nms.Api.Topology;
using Nms.Events;
using Nms.Gns3;
using Nms.Status;
using Nms.Topology;

namespace Nms.Api.Compatibility;

/// <summary>What the published GNS3 service knows: the topology by id, and figures that are all counted.</summary>
internal sealed class CentralService(
    IGrainFactory grains, TopologyReader topologies, ProjectReader projects, IClusterEvents cluster, IPlatformStatistics statistics, TimeProvider time)
{
    private volatile RenderedAnswer? _rendered;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Everything that is known of GNS3, or null when nothing is.</summary>
    public async Task<PublishedTopology?> GetTopologyAsync(Principal caller, CancellationToken cancellationToken)
    {
        var (list, freshness, servers) = await ReadAsync(caller, cancellationToken);
        return IsKnown(list, servers) ? freshness.Stamp(CentralMapping.ToPublished(list, servers)) : null;
    }

    /// <summary>The same as bytes, serialised once per version.</summary>
    /// <exception cref="NotFoundException">topology_unknown.</exception>
    public async Task<(RenderedAnswer Answer, Freshness Freshness)> RenderTopologyAsync(Principal caller, CancellationToken cancellationToken)
    {
        var (list, freshness, servers) = await ReadAsync(caller, cancellationToken);
        if (!IsKnown(list, servers))
        {
            throw new NotFoundException("topology_unknown", "Nothing is known of GNS3 yet: no configured server has been read.");
        }

        var version = $"{TopologyReader.VersionOf(list)}-{CentralMapping.ConnectionWord(servers)}";
        if (!VisibleProjects.To(caller).AreAll)
        {
            return (RenderedAnswer.Of(version, CentralMapping.ToPublished(list, servers)), freshness);
        }

        if (_rendered is not { } rendered || rendered.Version != version)
        {
            _rendered = rendered = RenderedAnswer.Of(version, CentralMapping.ToPublished(list, servers));
        }

        return (rendered, freshness);
    }

    /// <summary>Has every server read again, and tells it as topology.changed.</summary>
    public async Task<RefreshAnswer> RefreshTopologyAsync(Principal caller, CancellationToken cancellationToken)
    {
        statistics.CacheMiss();
        var refresh = await grains.TopologyRefresh().RefreshAllAsync(cancellationToken);
        var (list, freshness, servers) = await ReadAsync(caller, cancellationToken);
        var topology = (freshness with { Cached = false }).Stamp(CentralMapping.ToPublished(list, servers));
        return new RefreshAnswer(refresh.Failures.IsEmpty, topology, refresh.RefreshedAt, refresh.Failures);
    }

    public async Task<CentralStatus> GetStatusAsync(Principal caller, CancellationToken cancellationToken)
    {
        var servers = await projects.ListServersAsync(caller, cancellationToken);
        var (counters, now) = (statistics.Read(), Now);
        var leading = CentralMapping.Leading(servers);
        var address = leading is null ? null : new Uri(leading.Url);
        var heard = servers.Max(server => server.LastHeardAt ?? server.ReconciledAt);
        var seesAllEvents = VisibleEvents.To(caller).AreAll;
        var activity = !seesAllEvents ? heard : heard is null || counters.LastEventAt > heard ? counters.LastEventAt : heard;
        var reads = counters.CacheHits + counters.CacheMisses;
        return new CentralStatus(
            ServiceName: "GNS3CentralService",
            Version: "1.0.0",
            Status: CentralMapping.ConnectionWord(servers),
            new CentralServer(leading?.Name, address?.Host, address?.Port, leading?.Connected ?? false, leading?.Version, leading?.LastError),
            new CentralMonitoring(
                Active: !servers.IsEmpty,
                WebsocketConnected: servers.Any(server => server is { Connected: true, Transport: "websocket" })),
            new CentralStatistics(
                EventsProcessed: seesAllEvents ? counters.EventsPublished : null,
                ApiCalls: counters.Gns3Requests,
                ApiFailures: counters.Gns3Failures,
                CacheHits: counters.CacheHits,
                CacheMisses: counters.CacheMisses,
                LastActivity: activity,
                LastActivityAgo: activity is { } at ? Seconds(now - at) : null,
                UptimeStart: counters.StartedAt,
                UptimeSeconds: Seconds(now - counters.StartedAt)),
            new CentralCache(
                Prefix: "gns3_central",
                TtlSeconds: (int)Freshness.LongestWithoutReconcile.TotalSeconds,
                NetworkStateCached: servers.Any(server => server.ReconciledAt is not null),
                Hits: counters.CacheHits,
                Misses: counters.CacheMisses,
                HitRatio: reads == 0 ? null : Math.Round((double)counters.CacheHits / reads, 4)),
            new CentralCallbacks(RegisteredCallbacks: 0),
            LastUpdate: heard,
            Timestamp: now);
    }

    public async Task<EventStatsAnswer> GetEventStatsAsync(CancellationToken cancellationToken)
    {
        var all = EventStatistics.Of((await cluster.ReadAsync(cancellationToken)).Answers);
        return new EventStatsAnswer(
            all.Published,
            EventCatalog.ContractTypes,
            RegisteredCallbacks: 0,
            all.LastEventAt,
            all.ByType,
            new EventPerformance(all.AverageLatencyMs / 1000, all.PerMinute));
    }

    public async Task<EventStatsV1Answer> GetEventStatsV1Async(CancellationToken cancellationToken)
    {
        var all = EventStatistics.Of((await cluster.ReadAsync(cancellationToken)).Answers);
        return new EventStatsV1Answer(
            all.Published,
            all.Delivered,
            EventsFailed: all.Dropped,
            EventsRetried: all.Resumed,
            ConnectionsActive: all.Connections,
            all.LastEventAt,
            all.Queued,
            all.IsRunning,
            all.AverageLatencyMs,
            all.ByType,
            all.ByPriority,
            LastCheck: Now,
            Timestamp: Now);
    }

    private async Task<(ImmutableArray<ProjectTopology> List, Freshness Freshness, ImmutableArray<ServerSnapshot> Servers)> ReadAsync(
        Principal caller, CancellationToken cancellationToken)
    {
        var (list, freshness) = await topologies.ListAsync(caller, refresh: false, cancellationToken);
        return (list, freshness, await projects.ListServersAsync(caller, cancellationToken));
    }

    private static bool IsKnown(ImmutableArray<ProjectTopology> list, ImmutableArray<ServerSnapshot> servers) =>
        !list.IsEmpty || servers.Any(server => server.ReconciledAt is not null);

    private static double Seconds(TimeSpan span) => Math.Round(Math.Max(0, span.TotalSeconds), 3);
}

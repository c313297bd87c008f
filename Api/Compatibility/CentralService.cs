using System.Collections.Immutable;
using Nms.Api.Events;
using Nms.Api.Projects;
using Nms.Api.Topology;
using Nms.Gns3;
using Nms.Status;
using Nms.Topology;

namespace Nms.Api.Compatibility;

/// <summary>What the published GNS3 central answers with, put together from the model.</summary>
internal sealed class CentralService(
    TopologyReader topologies, ProjectReader projects, EventGateway gateway, IPlatformStatistics statistics, TimeProvider time)
{
    private volatile RenderedAnswer? _rendered;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The state of all labs, or null when nothing was ever heard of any.</summary>
    public async Task<PublishedTopology?> GetTopologyAsync(CancellationToken cancellationToken)
    {
        var (list, freshness, servers) = await ReadAsync(refresh: false, cancellationToken);
        return IsKnown(list, servers) ? freshness.Stamp(CentralMapping.ToPublished(list, IsConnected(servers))) : null;
    }

    /// <summary>The same as bytes, serialised once per version.</summary>
    public async Task<(RenderedAnswer Answer, Freshness Freshness)> RenderTopologyAsync(CancellationToken cancellationToken)
    {
        var (list, freshness, servers) = await ReadAsync(refresh: false, cancellationToken);
        if (!IsKnown(list, servers))
        {
            throw new NotFoundException("topology_not_found", "Nothing is known of any lab yet: no GNS3 server has answered.");
        }

        var connected = IsConnected(servers);
        var version = $"{TopologyReader.VersionOf(list)}-{(connected ? "up" : "down")}";
        if (_rendered is not { } rendered || rendered.Version != version)
        {
            _rendered = rendered = RenderedAnswer.Of(version, CentralMapping.ToPublished(list, connected));
        }

        return (rendered, freshness);
    }

    public async Task<PublishedRefresh> RefreshTopologyAsync(CancellationToken cancellationToken)
    {
        var (list, freshness, servers) = await ReadAsync(refresh: true, cancellationToken);
        return new PublishedRefresh(true, freshness.Stamp(CentralMapping.ToPublished(list, IsConnected(servers))), Now);
    }

    public async Task<PublishedStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var servers = await projects.ListServersAsync(cancellationToken);
        var counters = statistics.Read();
        var first = servers.IsEmpty ? null : servers[0];
        var address = first is null ? null : new Uri(first.Url);
        var connected = IsConnected(servers);
        var reads = counters.CacheHits + counters.CacheMisses;
        return new PublishedStatus(
            "GNS3CentralService",
            "1.0.0",
            connected ? "connected" : "disconnected",
            new PublishedServer(address?.Host, address?.Port, first?.Connected ?? false, first?.Version, first?.LastError),
            new PublishedMonitoring(gateway.IsRunning, servers.Any(server => server is { Connected: true, Transport: "websocket" })),
            new PublishedStatistics(
                counters.EventsPublished,
                counters.Gns3Requests,
                counters.CacheHits,
                counters.CacheMisses,
                counters.LastEventAt,
                counters.StartedAt,
                Seconds(Now - counters.StartedAt),
                counters.LastEventAt is { } last ? Seconds(Now - last) : null),
            new PublishedCache(
                "gns3_central",
                (int)Freshness.LongestWithoutReconcile.TotalSeconds,
                servers.Any(server => server.ReconciledAt is not null),
                reads == 0 ? null : (double)counters.CacheHits / reads),
            new PublishedCallbacks(gateway.Connections),
            servers.Select(server => server.LastHeardAt).Max(),
            Now);
    }

    public PublishedEventStats GetEventStats()
    {
        var counters = statistics.Read();
        return new PublishedEventStats(
            counters.EventsPublished,
            counters.EventsDelivered,
            gateway.Dropped,
            gateway.Resumed,
            gateway.Connections,
            counters.LastEventAt,
            gateway.Queued(),
            gateway.IsRunning,
            Now,
            counters.AverageLatencyMs,
            counters.EventsByType,
            counters.EventsByPriority,
            Now);
    }

    public PublishedEventTotals GetEventTotals()
    {
        var counters = statistics.Read();
        return new PublishedEventTotals(
            counters.EventsPublished,
            Nms.Events.EventCatalog.ContractTypes,
            gateway.Connections,
            counters.LastEventAt,
            counters.EventsByType,
            new PublishedEventPerformance(counters.AverageLatencyMs / 1000, counters.EventsPerMinute));
    }

    private async Task<(ImmutableArray<ProjectTopology> List, Freshness Freshness, ImmutableArray<ServerSnapshot> Servers)> ReadAsync(
        bool refresh, CancellationToken cancellationToken)
    {
        var (list, freshness) = await topologies.ListAsync(refresh, cancellationToken);
        return (list, freshness, await projects.ListServersAsync(cancellationToken));
    }

    private static bool IsKnown(ImmutableArray<ProjectTopology> list, ImmutableArray<ServerSnapshot> servers) =>
        !list.IsEmpty || servers.Any(server => server.ReconciledAt is not null);

    private static bool IsConnected(ImmutableArray<ServerSnapshot> servers) => servers.Any(server => server.Connected);

    private static double Seconds(TimeSpan span) => Math.Round(span.TotalSeconds, 3);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Events;
using Nms.Api.Gns3;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Contracts.Status;
using Nms.Projects;
using Nms.Status;

namespace Nms.Api.Status;

/// <summary>How the hub is doing.</summary>
internal static class StatusEndpoints
{
    private static readonly string s_version = typeof(StatusEndpoints).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static void MapStatus(this IEndpointRouteBuilder api) => api
        .MapGet("/status", GetAsync).WithTags(ApiTags.Infrastructure)
        .Require(Permissions.StatusRead).Describe("get_status", "Shows how the hub is doing: servers, model, cache, events, sockets.");

    private static async Task<Ok<StatusResponse>> GetAsync(
        HttpContext context, ProjectReader reader, EventGateway gateway, IPlatformStatistics statistics, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var servers = await reader.ListServersAsync(caller, cancellationToken);
        var projects = await reader.ListVisibleAsync(caller, cancellationToken);
        var seesAllEvents = VisibleEvents.To(caller).AreAll;
        var counters = statistics.Read();
        var reads = counters.CacheHits + counters.CacheMisses;
        var heard = servers.Count(server => server.Connected);
        var now = reader.Now;
        return TypedResults.Ok(Freshness.Oldest(servers.Select(server => Freshness.Of(server, now))).Stamp(new StatusResponse(
            "nms",
            s_version,
            heard == servers.Length && heard > 0 ? "connected" : heard > 0 ? "degraded" : "disconnected",
            counters.StartedAt,
            Math.Round((now - counters.StartedAt).TotalSeconds, 3),
            [.. servers.Select(ServerMapping.ToResponse)],
            new ModelStatus(
                projects.Length,
                projects.Count(project => project.Status == ProjectStatus.Opened),
                projects.Sum(project => project.NodeCount),
                projects.Sum(project => project.LinkCount)),
            new CacheStatus(
                counters.CacheHits,
                counters.CacheMisses,
                reads == 0 ? null : Math.Round((double)counters.CacheHits / reads, 4),
                (int)Freshness.LongestWithoutReconcile.TotalSeconds),
            new Gns3CallStatus(counters.Gns3Requests, counters.Gns3Failures),
            !seesAllEvents ? null : new EventStatus(
                counters.EventsPublished,
                counters.EventsDelivered,
                counters.LastEventAt,
                counters.EventsPerMinute,
                counters.AverageLatencyMs,
                counters.EventsByType,
                counters.EventsByPriority),
            !seesAllEvents ? null : new SocketStatus(gateway.Connections, gateway.Resumed, gateway.Dropped, gateway.Queued(), gateway.Position.ToString()))));
    }
}

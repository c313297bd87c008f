using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using Nms.Contracts.Events;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Who follows events in the cluster, and what is counted of them.</summary>
internal static class EventConnectionEndpoints
{
    public static void MapEventConnections(this IEndpointRouteBuilder api)
    {
        var events = api.MapGroup("/events").WithTags(ApiTags.Events);
        events.MapGet("/stats", ReadAsync).Require(Permissions.EventRead, everywhere: true).Describe(
            "get_event_statistics",
            "Shows what all silos count of events together, with percentiles of the latency.",
            "A silo that does not answer within two seconds is named in silent and not counted.");
        events.MapGet("/connections", ListAsync).Require(Permissions.EventRead).Describe(
            "list_event_connections",
            "Lists the clients that follow events on any silo.",
            $"Without {Permissions.PlatformManage} only the caller's own.");
        events.MapDelete("/connections/{connectionId:guid}", CloseAsync).Require(Permissions.EventRead).Describe(
            "close_event_connection",
            "Closes a client's connection.",
            $"Without {Permissions.PlatformManage} only one of the caller's own. The client may connect again.",
            StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<EventStatisticsResponse>> ReadAsync(IClusterEvents cluster, CancellationToken cancellationToken)
    {
        var silos = await cluster.ReadAsync(cancellationToken);
        var all = EventStatistics.Of(silos.Answers);
        return TypedResults.Ok(new EventStatisticsResponse(
            all.StartedAt,
            all.Published,
            all.Delivered,
            all.Dropped,
            all.Resumed,
            all.Connections,
            all.LastEventAt,
            all.PerMinute,
            all.AverageLatencyMs,
            new LatencyResponse(all.Latency.Percentile(0.5), all.Latency.Percentile(0.95), all.Latency.Percentile(0.99)),
            all.ByType,
            all.ByPriority,
            all.Queued,
            [.. silos.Answers.Select(silo => silo.Silo).Order(StringComparer.Ordinal)],
            silos.Silent));
    }

    private static async Task<Ok<EventConnectionListResponse>> ListAsync(HttpContext context, IClusterEvents cluster, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var mine = caller.Allows(Permissions.PlatformManage) ? null : caller.Id;
        var silos = await cluster.ListAsync(cancellationToken);
        EventConnectionResponse[] connections =
        [
            .. silos.Answers.Where(client => mine is null || client.PrincipalId == mine)
                .OrderBy(client => client.ConnectedAt).ThenBy(client => client.ConnectionId).Select(ToResponse),
        ];
        return TypedResults.Ok(new EventConnectionListResponse(connections, connections.Length, silos.Silent));
    }

    private static async Task<NoContent> CloseAsync(Guid connectionId, HttpContext context, IClusterEvents cluster, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var closed = await cluster.CloseAsync(connectionId, caller.Allows(Permissions.PlatformManage) ? null : caller.Id, cancellationToken);
        return closed switch
        {
            { Answers: not [] } => TypedResults.NoContent(),
            { Silent: not [] } => throw new NmsException("silo_silent", $"Not found, but {string.Join(", ", closed.Silent)} did not answer; try again.") { IsTransient = true },
            _ => throw new NotFoundException("connection_not_found", $"There is no connection {connectionId}."),
        };
    }

    private static EventConnectionResponse ToResponse(EventClient client) => new(
        client.ConnectionId,
        client.Silo,
        client.PrincipalId,
        client.PrincipalName,
        client.Address,
        client.UserAgent,
        client.Path,
        client.Transport,
        client.ConnectedAt,
        client.LastHeartbeat,
        client.Subscriptions,
        new EventFilterResponse(client.Query.Types, client.Query.MinimumPriority.ToWire(), client.Query.Projects, client.Query.Nodes, client.Query.Sources),
        client.Cursor.ToString(),
        client.Acknowledged?.ToString(),
        client.Sent,
        client.Queued,
        client.Coalesced,
        client.LeftOut);
}

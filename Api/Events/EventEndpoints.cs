using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Events;
using Nms.Events;
using EventPriority = Nms.Events.EventPriority;
using WirePriority = Nms.Contracts.Events.EventPriority;

namespace Nms.Api.Events;

/// <summary>The event log, by the page.</summary>
internal static class EventEndpoints
{
    private const int Usual = 100;

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", ReadAsync).WithTags(ApiTags.Events).Require(Permissions.EventRead).Describe(
            "read_events",
            "Reads the event log after a place in it.",
            "types is a comma-separated list, where node.* stands for all that begin so; priority is the lowest wanted. "
            + "Go on with after=<next>, also when no event matched or fewer came than the limit: events that the caller may not see are left out. To follow events as they happen, use the WebSocket at /api/v1/events/ws.",
            StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<EventPageResponse>> ReadAsync(
        [FromQuery(Name = "after")] long? after,
        [FromQuery(Name = "limit")] int? limit,
        [FromQuery(Name = "types")] string? types,
        [FromQuery(Name = "priority")] Word<WirePriority>? priority,
        [FromQuery(Name = "project_id")] Guid? projectId,
        [FromQuery(Name = "node_id")] Guid? nodeId,
        HttpContext context,
        IEventFeed feed,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors()
            .Between("after", after, 0, long.MaxValue)
            .Between("limit", limit, 1, PageQuery.Most);
        var wanted = EventTypes.Parse(types, errors);
        errors.ThrowIfAny();
        var visible = VisibleEvents.To(context.Caller());
        var query = new EventQuery(wanted, priority?.Value.FromWire() ?? EventPriority.Unknown, projectId ?? visible.OnlyProject, nodeId);
        var place = after ?? 0;
        var page = await feed.ReadAsync(place, limit ?? Usual, query, cancellationToken);
        return TypedResults.Ok(new EventPageResponse(
            [.. page.Events.Where(visible.Contains).Select(EventMapping.ToMessage)], page.Next, page.Oldest, page.Head, Gap: place + 1 < (page.Oldest == 0 ? page.Head + 1 : page.Oldest)));
    }
}

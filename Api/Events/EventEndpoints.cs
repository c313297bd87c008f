using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Events;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>The event log, by the page.</summary>
internal static class EventEndpoints
{
    private const int Usual = 100;
    private const int LongestWait = 60;

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", ReadAsync).WithTags(ApiTags.Events).Produces<EventPageResponse>().Require(Permissions.EventRead)
            .WithMetadata(new DescribedParameters([EventSocketParameters.After, new("limit", "Events at most, 1 to 1,000.", "100"), new("wait", "Seconds to wait for a first event when there is none, 0 to 60.", "30s"), .. EventSocketParameters.Filter]))
            .Describe(
                "read_events",
                "Reads the event log after a place in it.",
                "Go on with after=<cursor>, also when no event matched or fewer came than the limit: events that the caller may not see are left out. "
                + "gap tells what was asked for and is no longer kept. With wait the answer comes as soon as an event matches. To follow events as they happen, use the WebSocket at /api/v1/events/ws or /api/v1/events/stream.",
                StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context, IEventFeed feed, EventGateway gateway, EventAdmission admission, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = context.Request.Query;
        var errors = new FieldErrors();
        var query = EventFilterReader.Read(name => parameters[name], errors);
        var subscriptions = EventFilterReader.Subscriptions(parameters["subscriptions"], errors);
        var after = EventFilterReader.Place(parameters["after"], "after", errors) ?? default;
        var limit = Limit(parameters["limit"], errors);
        var wait = Wait(parameters["wait"], errors);
        errors.ThrowIfAny();

        var wanted = new SubscriptionFilter(subscriptions.IsEmpty ? [EventCatalog.AllEvents] : subscriptions, query);
        var visible = VisibleEvents.To(context.Caller());
        var page = await ReadVisibleAsync(feed, after, limit, wanted, visible, cancellationToken);
        if (wait == TimeSpan.Zero || page is not { Events: [], Gap: null })
        {
            return TypedResults.Ok(page);
        }

        using var place = await admission.EnterAsync(context);
        if (place is null)
        {
            return Results.Empty;
        }

        using var deadline = new CancellationTokenSource(wait, time);
        while (true)
        {
            var poll = new LongPoll();
            gateway.Follow(poll, new Interest(wanted, visible));
            try
            {
                // Asked again after joining: what came in between is not waited for.
                page = await ReadVisibleAsync(feed, after, limit, wanted, visible, cancellationToken);
                if (page is not { Events: [], Gap: null } || deadline.IsCancellationRequested)
                {
                    return TypedResults.Ok(page);
                }

                after = after.Through(page.Next);
                if (page.Next >= page.Head)
                {
                    await poll.Offered.WaitAsync(deadline.Token).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
            finally
            {
                gateway.Leave(poll);
            }

            visible = await gateway.JudgeAsync(context.SignedIn(), cancellationToken) is { } signedIn
                ? VisibleEvents.To(signedIn.Principal)
                : throw new ForbiddenException("access_withdrawn", "Access was withdrawn while this request waited; sign in again.");
        }
    }

    private static async Task<EventPageResponse> ReadVisibleAsync(
        IEventFeed feed, EventCursor after, int limit, SubscriptionFilter wanted, VisibleEvents visible, CancellationToken cancellationToken)
    {
        var query = wanted.ToQuery();
        if (query.Projects.IsEmpty && visible.OnlyProject is { } only)
        {
            query = query with { Projects = [only] };
        }

        var page = await feed.ReadAsync(after, limit, query, cancellationToken);
        return new EventPageResponse(
            [.. page.Events.Where(visible.Contains).Select(EventMapping.ToMessage)],
            after.Through(page.Next).ToString(),
            page.Next,
            page.Oldest,
            page.Head,
            page.MissingAfter(after, query).ToGap());
    }

    private static TimeSpan Wait(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return TimeSpan.Zero;
        }

        var isNumber = int.TryParse(text.EndsWith('s') ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        errors.When(!isNumber || seconds > LongestWait, "wait", $"must be seconds from 0 to {LongestWait}, such as 30s");
        return TimeSpan.FromSeconds(seconds);
    }

    private static int Limit(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Usual;
        }

        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        errors.When(!isNumber || limit is < 1 or > PageQuery.Most, "limit", $"must be a number from 1 to {PageQuery.Most}");
        return limit;
    }
}

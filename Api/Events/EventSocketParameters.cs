using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>What the address of a WebSocket says of the events wanted.</summary>
internal static class EventSocketParameters
{
    public static DescribedParameters All { get; } = new([After, .. Filter]);

    /// <summary>A place in the feed.</summary>
    public static DescribedParameter After => new("after", "Go on behind this cursor, or behind this sequence number.", "0");

    /// <summary>What narrows the events, wherever they are read.</summary>
    public static DescribedParameter[] Filter =>
    [
        new("subscriptions", "Comma-separated subscriptions: node_status, topology_changes, project_events, all_events.", "all_events"),
        new("types", "Comma-separated event types; node.* stands for all that begin so, *.started for all that end so.", "node.*"),
        new("priority", "The lowest priority wanted: low, normal, high or critical.", "low"),
        new("project_id", "Events of this project only, or of several, comma-separated.", null),
        new("node_id", "Events of this node only, or of several, comma-separated.", null),
        new("source", "Events that these say, comma-separated: gns3, or names of modules.", null),
    ];

    /// <summary>What a stream of server-sent events takes.</summary>
    public static DescribedParameters OfStream { get; } = new(
        [After, .. Filter, new("ticket", "A ticket of POST /api/v1/auth/ticket, for browsers, whose EventSource sends no header.", null)]);

    /// <summary>What our own WebSocket takes beside that.</summary>
    public static DescribedParameters Own { get; } = new(
    [
        After,
        .. Filter,
        new("ack", "true: the client acknowledges with ack frames, and only so many events are sent ahead of that.", "true"),
        new("coalesce", "low: of low events of one entity that wait, only the newest is sent.", "low"),
        new("overflow", "gap: when too many events wait, low and normal ones are left out and told of; otherwise they come from the log.", "gap"),
    ]);

    /// <summary>What somebody wants who reads only.</summary>
    public static (SubscriptionFilter Filter, EventCursor? After) Read(HttpRequest request, string startsWith)
    {
        var errors = new FieldErrors();
        var result = Read(request, startsWith, errors);
        errors.ThrowIfAny();
        return result;
    }

    /// <summary>What the client of a WebSocket wants.</summary>
    public static FollowRequest Read(HttpRequest request, bool isOwn)
    {
        var errors = new FieldErrors();
        var (filter, after) = Read(request, isOwn ? EventCatalog.AllEvents : "", errors);
        var follow = new FollowRequest(filter, after)
        {
            TellsGaps = isOwn,
            Acknowledges = isOwn && Is(request, "ack", "true", "false", errors),
            CoalescesLow = isOwn && Is(request, "coalesce", "low", "none", errors),
            LeavesOut = isOwn && Is(request, "overflow", "gap", "close", errors),
        };
        errors.ThrowIfAny();
        return follow;
    }

    private static (SubscriptionFilter Filter, EventCursor? After) Read(HttpRequest request, string startsWith, FieldErrors errors)
    {
        var query = EventFilterReader.Read(name => request.Query[name], errors);
        var subscriptions = EventFilterReader.Subscriptions(request.Query["subscriptions"].ToString() is { Length: > 0 } names ? names : startsWith, errors);
        var after = EventFilterReader.Place(request.Query["after"], "after", errors);
        return (new SubscriptionFilter(subscriptions, query.Projects.IsEmpty && Room(request) is { } room ? query with { Projects = [room] } : query), after);
    }

    private static bool Is(HttpRequest request, string name, string yes, string no, FieldErrors errors)
    {
        var word = request.Query[name].ToString();
        errors.When(word.Length > 0 && word != yes && word != no, name, $"must be {yes} or {no}");
        return word == yes;
    }

    // A room that is a project's id holds the events of that project; any other room is only a name.
    private static Guid? Room(HttpRequest request) =>
        request.RouteValues["room"] is string room && Guid.TryParse(room, out var project) ? project : null;
}

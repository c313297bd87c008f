using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>What the address of a WebSocket says of the events wanted.</summary>
internal static class EventSocketParameters
{
    public static DescribedParameters All { get; } = new(
        new("after", "Resume behind this cursor, or behind this sequence number.", "0"),
        new("subscriptions", "Comma-separated subscriptions to begin with: node_status, topology_changes, project_events, all_events.", "all_events"),
        new("types", "Comma-separated event types; node.* stands for all that begin so.", "node.*"),
        new("priority", "The lowest priority wanted: low, normal, high or critical.", "low"),
        new("project_id", "Events of one project only.", null),
        new("node_id", "Events of one node only.", null));

    public static (SubscriptionFilter Filter, EventCursor? ResumeFrom) Read(HttpRequest request, string startsWith)
    {
        var errors = new FieldErrors();
        var (filter, unknown) = new SubscriptionFilter
        {
            Types = EventTypes.Parse(request.Query["types"], errors),
            MinimumPriority = Priority(request.Query["priority"], errors),
            ProjectId = Id(request.Query["project_id"].ToString(), "project_id", errors) ?? Room(request),
            NodeId = Id(request.Query["node_id"].ToString(), "node_id", errors),
        }.Subscribe((request.Query["subscriptions"].ToString() is { Length: > 0 } names ? names : startsWith)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        errors.When(!unknown.IsEmpty, "subscriptions", $"holds {string.Join(", ", unknown)}; there are {string.Join(", ", EventCatalog.Subscriptions)}");
        EventCursor? resumeFrom = null;
        if (request.Query["after"].ToString() is { Length: > 0 } after)
        {
            errors.When(!EventCursor.TryParse(after, out var cursor), "after", "must be a cursor or a sequence number");
            resumeFrom = cursor;
        }

        errors.ThrowIfAny();
        return (filter, resumeFrom);
    }

    private static EventPriority Priority(string? word, FieldErrors errors)
    {
        switch (word)
        {
            case null or "" or "low": return EventPriority.Low;
            case "normal": return EventPriority.Normal;
            case "high": return EventPriority.High;
            case "critical": return EventPriority.Critical;
            default:
                errors.Add("priority", "must be one of low, normal, high, critical");
                return EventPriority.Low;
        }
    }

    private static Guid? Id(string text, string field, FieldErrors errors)
    {
        errors.When(text.Length > 0 && !Guid.TryParse(text, out _), field, "must be a UUID");
        return Guid.TryParse(text, out var id) ? id : null;
    }

    // A room that is a project's id holds the events of that project; any other room is only a name.
    private static Guid? Room(HttpRequest request) =>
        request.RouteValues["room"] is string room && Guid.TryParse(room, out var project) ? project : null;
}

using Nms.Api.Errors;
using Nms.Api.Events;
using Nms.Events;
using WirePriority = Nms.Contracts.Events.EventPriority;

namespace Nms.Api.Webhooks;

/// <summary>Which events a webhook is to deliver, as a request says it.</summary>
internal sealed record WebhookFilter(
    IReadOnlyList<string>? Types, WirePriority? Priority, IReadOnlyList<Guid>? Projects, IReadOnlyList<Guid>? Nodes,
    IReadOnlyList<string>? Sources, IReadOnlyList<string>? Subscriptions)
{
    public EventQuery Read(FieldErrors errors)
    {
        var query = EventFilterReader.Read(
            name => name switch
            {
                "types" => List(Types),
                "priority" => Priority?.FromWire().ToWord(),
                "project_id" => List(Projects),
                "node_id" => List(Nodes),
                "source" => List(Sources),
                _ => null,
            },
            errors);
        return query with { Subscriptions = [.. EventFilterReader.Subscriptions(List(Subscriptions), errors)] };
    }

    private static string? List<T>(IReadOnlyList<T>? entries) => entries is null ? null : string.Join(',', entries);
}

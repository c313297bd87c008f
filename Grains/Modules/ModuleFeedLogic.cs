using Nms.Events;
using Nms.Messaging;

namespace Nms.Modules;

/// <summary>Which events a module gets as messages, and how they look. Pure.</summary>
internal static class ModuleFeedLogic
{
    /// <summary>Whether a module subscribed to events that come into its inbox.</summary>
    public static bool Follows(ModuleRegistration module) => module is { Delivery: ModuleDelivery.Poll or ModuleDelivery.Webhook, Events: not [], BuiltIn: false };

    /// <summary>Whether a module wants an event and may see it.</summary>
    public static bool Wants(ModuleRegistration module, EventEnvelope e) => module.Sight.Contains(e) && module.Events.Any(name =>
        name == e.Type || (name.EndsWith(".*", StringComparison.Ordinal) && e.Type.StartsWith(name[..^1], StringComparison.Ordinal)));

    /// <summary>The message that tells of an event. Its id follows from the event's: telling twice sends once.</summary>
    public static MessageDraft ToMessage(EventEnvelope e, string module) => new()
    {
        MessageId = MessageIds.Derive(e.EventId, module),
        Sender = ModuleNames.Hub,
        SentBy = BuiltInModules.Owner,
        Type = TypeOf(e.Type),
        Priority = e.Priority,
        CorrelationId = e.CorrelationId,
        DataJson = EventData.Write(writer =>
        {
            writer.WriteString("source", e.Source);
            writer.WriteStartObject("gns3_event");
            writer.WriteString("event_id", e.EventId);
            writer.WriteNumber("sequence", e.Sequence);
            writer.WriteString("event_type", e.Type);
            if (e.ProjectId != Guid.Empty)
            {
                writer.WriteString("project_id", e.ProjectId);
            }

            if (e.NodeId is { } node)
            {
                writer.WriteString("node_id", node);
            }

            writer.WriteString("timestamp", e.OccurredAt);
            writer.WritePropertyName("data");
            writer.WriteRawValue(e.DataJson);
            writer.WriteEndObject();
        }),
    };

    /// <summary>The contract's table (§3.1); what it does not name is a network event.</summary>
    public static MessageType TypeOf(string eventType) => eventType switch
    {
        "node.started" or "node.stopped" or "node.suspended" => MessageType.NodeStatusChange,
        "node.created" or "node.deleted" or "project.opened" or "project.closed" or "topology.changed" => MessageType.TopologyUpdate,
        _ => MessageType.NetworkEvent,
    };
}

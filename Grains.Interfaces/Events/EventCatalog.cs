using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>Every event type with its priority and the WebSocket subscription that carries it (contract §2.3, §3.1).</summary>
public static class EventCatalog
{
    /// <summary>All types by name.</summary>
    public static FrozenDictionary<string, EventTypeDescription> Types { get; } = new EventTypeDescription[]
    {
        new("node.started", EventPriority.High, "node_status"),
        new("node.stopped", EventPriority.High, "node_status"),
        new("node.suspended", EventPriority.Normal, "node_status"),
        new("node.created", EventPriority.Normal, "topology_changes"),
        new("node.updated", EventPriority.Normal, "topology_changes"),
        new("node.deleted", EventPriority.High, "topology_changes"),
        new("node.id_changed", EventPriority.High, "topology_changes"),
        new("project.opened", EventPriority.Normal, "project_events"),
        new("project.closed", EventPriority.Normal, "project_events"),
        new("project.created", EventPriority.Normal, "project_events"),
        new("project.deleted", EventPriority.Normal, "project_events"),
        new("link.created", EventPriority.Normal, "topology_changes"),
        new("link.updated", EventPriority.Normal, "topology_changes"),
        new("link.deleted", EventPriority.Normal, "topology_changes"),
        new("topology.changed", EventPriority.High, "topology_changes"),
        new("topology.drift_changed", EventPriority.High, "topology_changes"),
        new("snapshot.restored", EventPriority.High, "topology_changes"),
        new("server.connected", EventPriority.High, null),
        new("server.disconnected", EventPriority.Critical, null),
        new("webhook.disabled", EventPriority.High, null),
        new("snmp.trap", EventPriority.Normal, null),
        new("compute.created", EventPriority.Normal, null),
        new("compute.updated", EventPriority.Low, null),
        new("compute.deleted", EventPriority.Normal, null),
        new("discovery.started", EventPriority.Normal, null),
        new("discovery.completed", EventPriority.Normal, null),
        new("equipment.discovered", EventPriority.Normal, null),
        new("equipment.changed", EventPriority.Normal, null),
        new("equipment.lost", EventPriority.High, null),
        new("workflow.started", EventPriority.Normal, null),
        new("workflow.step_started", EventPriority.Low, null),
        new("workflow.step_waiting", EventPriority.Low, null),
        new("workflow.step_retrying", EventPriority.Normal, null),
        new("workflow.step_completed", EventPriority.Low, null),
        new("workflow.step_skipped", EventPriority.Low, null),
        new("workflow.step_failed", EventPriority.Normal, null),
        new("workflow.approval_requested", EventPriority.High, null),
        new("workflow.notification", EventPriority.High, null),
        new("workflow.paused", EventPriority.Normal, null),
        new("workflow.resumed", EventPriority.Normal, null),
        new("workflow.retried", EventPriority.Normal, null),
        new("workflow.compensating", EventPriority.High, null),
        new("workflow.completed", EventPriority.Low, null),
        new("workflow.failed", EventPriority.High, null),
        new("workflow.cancelled", EventPriority.Normal, null),
        new("module.registered", EventPriority.Normal, null),
        new("module.updated", EventPriority.Normal, null),
        new("module.unregistered", EventPriority.Normal, null),
        new("module.silent", EventPriority.Normal, null),
        new("module.unhealthy", EventPriority.Critical, null),
        new("module.recovered", EventPriority.High, null),
    }.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The 13 types of the published contract.</summary>
    public static ImmutableArray<string> ContractTypes { get; } =
    [
        "node.started", "node.stopped", "node.suspended", "node.created", "node.updated", "node.deleted",
        "project.opened", "project.closed", "project.created", "project.deleted",
        "link.created", "link.deleted", "topology.changed",
    ];

    /// <summary>The subscription that carries every type, also those of no other.</summary>
    public const string AllEvents = "all_events";

    /// <summary>The four subscription names of the contract.</summary>
    public static ImmutableArray<string> Subscriptions { get; } =
        ["node_status", "topology_changes", "project_events", AllEvents];

    /// <summary>The priority of a type; a type that is not listed is normal.</summary>
    public static EventPriority PriorityOf(string type) =>
        Types.TryGetValue(type, out var description) ? description.Priority : EventPriority.Normal;
}

/// <summary>One event type.</summary>
/// <param name="Name">Dotted name.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="Subscription">The contract's subscription that carries it; null means only all_events does.</param>
public sealed record EventTypeDescription(string Name, EventPriority Priority, string? Subscription);

using Nms.Contracts.Events;

namespace Nms.Client.Events;

/// <summary>Which events; what is empty or null does not restrict.</summary>
public sealed record EventFilter
{
    /// <summary>All that the caller may see.</summary>
    public static EventFilter Everything { get; } = new();

    /// <summary>Types; <c>node.*</c> stands for all that begin so.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The lowest priority wanted.</summary>
    public EventPriority? MinimumPriority { get; init; }

    /// <summary>Projects; events of the platform itself belong to none.</summary>
    public IReadOnlyList<Guid> Projects { get; init; } = [];

    /// <summary>Nodes.</summary>
    public IReadOnlyList<Guid> Nodes { get; init; } = [];

    /// <summary>Who says so: gns3, or names of modules.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Named subscriptions: node_status, topology_changes, project_events, all_events.</summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    internal Route AddTo(Route route) => route
        .WithList("subscriptions", Subscriptions).WithList("types", Types).With("priority", MinimumPriority)
        .WithList("project_id", Projects).WithList("node_id", Nodes).WithList("source", Sources);
}

using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Which events one client wants. Immutable and pure.</summary>
internal sealed record SubscriptionFilter
{
    private const string AllEvents = "all_events";

    /// <summary>Names of the contract's subscriptions; none means no events.</summary>
    public ImmutableSortedSet<string> Subscriptions { get; init; } = [];

    /// <summary>Event types wanted; empty means any.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    public EventPriority MinimumPriority { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? NodeId { get; init; }

    public bool IsEmpty => Subscriptions.IsEmpty;

    /// <summary>The filter with more subscriptions, and the names that are none.</summary>
    public (SubscriptionFilter Filter, ImmutableArray<string> Unknown) Subscribe(IReadOnlyCollection<string> names) =>
        (this with { Subscriptions = Subscriptions.Union(names.Where(EventCatalog.Subscriptions.Contains)) },
            [.. names.Where(name => !EventCatalog.Subscriptions.Contains(name)).Distinct()]);

    /// <summary>The filter with fewer subscriptions, and the names that are none.</summary>
    public (SubscriptionFilter Filter, ImmutableArray<string> Unknown) Unsubscribe(IReadOnlyCollection<string> names) =>
        (this with { Subscriptions = Subscriptions.Except(names) },
            [.. names.Where(name => !EventCatalog.Subscriptions.Contains(name)).Distinct()]);

    public bool Matches(EventEnvelope e) =>
        IsSubscribed(e.Type)
        && e.Priority >= MinimumPriority
        && (ProjectId is null || ProjectId == e.ProjectId)
        && (NodeId is null || NodeId == e.NodeId)
        && (Types.IsEmpty || Types.Contains(e.Type));

    /// <summary>The part of this filter that the log can apply itself; <see cref="Matches"/> decides.</summary>
    public EventQuery ToQuery() => new(Types, MinimumPriority, ProjectId, NodeId);

    private bool IsSubscribed(string type) =>
        !Subscriptions.IsEmpty
        && (Subscriptions.Contains(AllEvents)
            || (EventCatalog.Types.TryGetValue(type, out var description)
                && description.Subscription is { } name && Subscriptions.Contains(name)));
}

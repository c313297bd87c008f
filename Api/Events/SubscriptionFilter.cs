using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Which events one client wants. Immutable and pure; filters of the same values are equal.</summary>
/// <param name="Subscriptions">Names of the contract's subscriptions; none means no events.</param>
/// <param name="Query">What narrows them.</param>
internal sealed record SubscriptionFilter(ImmutableSortedSet<string> Subscriptions, EventQuery Query)
{
    private readonly EventQuery _query = Query with { Subscriptions = [.. Subscriptions] };

    // Without a way to change one of them alone: the query holds both.
    public ImmutableSortedSet<string> Subscriptions { get; } = Subscriptions;

    public EventQuery Query { get; } = Query;

    /// <summary>A filter that wants nothing.</summary>
    public static SubscriptionFilter None { get; } = new([], EventQuery.All);

    public bool IsEmpty => Subscriptions.IsEmpty;

    /// <summary>The filter with more subscriptions, and the names that are none.</summary>
    public (SubscriptionFilter Filter, ImmutableArray<string> Unknown) Subscribe(IReadOnlyCollection<string> names) =>
        (new(Subscriptions.Union(names.Where(EventCatalog.Subscriptions.Contains)), Query),
            [.. names.Where(name => !EventCatalog.Subscriptions.Contains(name)).Distinct()]);

    /// <summary>The filter with fewer subscriptions, and the names that are none.</summary>
    public (SubscriptionFilter Filter, ImmutableArray<string> Unknown) Unsubscribe(IReadOnlyCollection<string> names) =>
        (new(Subscriptions.Except(names), Query),
            [.. names.Where(name => !EventCatalog.Subscriptions.Contains(name)).Distinct()]);

    public bool Matches(EventEnvelope e) => !Subscriptions.IsEmpty && _query.Matches(e);

    /// <summary>The same as the log applies it; who wants nothing does not ask.</summary>
    public EventQuery ToQuery() => _query;

    public bool Equals(SubscriptionFilter? other) =>
        other is not null && Subscriptions.IsEmpty == other.Subscriptions.IsEmpty && _query.Equals(other._query);

    public override int GetHashCode() => _query.GetHashCode();
}

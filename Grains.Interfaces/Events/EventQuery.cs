using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>Which events to read; empty members do not restrict. Two queries of the same values are equal.</summary>
/// <param name="Types">Type names, where <c>node.*</c> stands for all that begin so and <c>*.started</c> for all that end so.</param>
/// <param name="MinimumPriority">The least urgent wanted.</param>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventQuery")]
public sealed record EventQuery(
    [property: Id(0)] ImmutableArray<string> Types,
    [property: Id(1)] EventPriority MinimumPriority = EventPriority.Unknown)
{
    /// <summary>Every event.</summary>
    public static EventQuery All { get; } = new(Types: []);

    /// <summary>The most urgent wanted.</summary>
    [Id(4)] public EventPriority MaximumPriority { get; init; } = EventPriority.Critical;

    /// <summary>Projects, where <see cref="Guid.Empty"/> stands for the platform.</summary>
    [Id(5)] public ImmutableArray<Guid> Projects { get; init; } = [];

    /// <summary>Nodes.</summary>
    [Id(6)] public ImmutableArray<Guid> Nodes { get; init; } = [];

    /// <summary>Who says so: gns3, or names of modules.</summary>
    [Id(7)] public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Subscriptions of the published contract; all_events restricts nothing.</summary>
    [Id(8)] public ImmutableArray<string> Subscriptions { get; init; } = [];

    /// <summary>The types that <see cref="Subscriptions"/> carry; null when they do not restrict.</summary>
    public ImmutableArray<string>? SubscribedTypes =>
        Subscriptions.IsDefaultOrEmpty || Subscriptions.Contains(EventCatalog.AllEvents)
            ? null
            : [.. EventCatalog.Types.Values.Where(type => type.Subscription is { } name && Subscriptions.Contains(name)).Select(type => type.Name).Order(StringComparer.Ordinal)];

    /// <summary>Whether an event is asked for.</summary>
    public bool Matches(EventEnvelope e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Priority >= MinimumPriority
            && e.Priority <= MaximumPriority
            && (Types.IsDefaultOrEmpty || Types.Any(pattern => EventTypePattern.Matches(pattern, e.Type)))
            && (Projects.IsDefaultOrEmpty || Projects.Contains(e.ProjectId))
            && (Nodes.IsDefaultOrEmpty || (e.NodeId is { } node && Nodes.Contains(node)))
            && (Sources.IsDefaultOrEmpty || Sources.Contains(e.Source, StringComparer.Ordinal))
            && IsSubscribed(e.Type);
    }

    /// <inheritdoc />
    public bool Equals(EventQuery? other) =>
        other is not null
        && MinimumPriority == other.MinimumPriority
        && MaximumPriority == other.MaximumPriority
        && Same(Types, other.Types)
        && Same(Projects, other.Projects)
        && Same(Nodes, other.Nodes)
        && Same(Sources, other.Sources)
        && Same(Subscriptions, other.Subscriptions);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(MinimumPriority);
        hash.Add(MaximumPriority);
        Add(Types);
        Add(Projects);
        Add(Nodes);
        Add(Sources);
        Add(Subscriptions);
        return hash.ToHashCode();

        void Add<T>(ImmutableArray<T> values)
        {
            foreach (var value in values.IsDefault ? [] : values)
            {
                hash.Add(value);
            }
        }
    }

    private bool IsSubscribed(string type) =>
        Subscriptions.IsDefaultOrEmpty
        || Subscriptions.Contains(EventCatalog.AllEvents)
        || (EventCatalog.Types.TryGetValue(type, out var description)
            && description.Subscription is { } name && Subscriptions.Contains(name));

    private static bool Same<T>(ImmutableArray<T> one, ImmutableArray<T> other) =>
        one.IsDefaultOrEmpty ? other.IsDefaultOrEmpty : !other.IsDefault && one.SequenceEqual(other);
}

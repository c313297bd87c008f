using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>Which events to read; empty members do not restrict.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventQuery")]
public sealed record EventQuery(
    [property: Id(0)] ImmutableArray<string> Types,
    [property: Id(1)] EventPriority MinimumPriority = EventPriority.Unknown,
    [property: Id(2)] Guid? ProjectId = null,
    [property: Id(3)] Guid? NodeId = null)
{
    /// <summary>Every event.</summary>
    public static EventQuery All { get; } = new(Types: []);

    /// <summary>Whether an event is asked for.</summary>
    public bool Matches(EventEnvelope e) =>
        (Types.IsDefaultOrEmpty || Types.Contains(e.Type, StringComparer.Ordinal))
        && e.Priority >= MinimumPriority
        && (ProjectId is null || ProjectId == e.ProjectId)
        && (NodeId is null || NodeId == e.NodeId);
}

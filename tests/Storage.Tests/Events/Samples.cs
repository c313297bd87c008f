using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Storage.Tests;

/// <summary>Events to append.</summary>
internal static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Guid ProjectId { get; } = new("0b7bb2b5-0000-4000-8000-000000000001");

    public static EventEnvelope Event(
        string type = "node.started", EventPriority priority = EventPriority.High, Guid? project = null, Guid? node = null, DateTimeOffset? at = null) => new()
        {
            EventId = Guid.CreateVersion7(),
            Type = type,
            ProjectId = project ?? ProjectId,
            NodeId = node,
            Priority = priority,
            OccurredAt = at ?? Noon,
            DataJson = "{\"project_id\":\"0b7bb2b5-0000-4000-8000-000000000001\"}",
        };

    public static ImmutableArray<EventEnvelope> Events(int count, EventPriority priority = EventPriority.Normal) =>
        [.. Enumerable.Range(0, count).Select(_ => Event(priority: priority))];
}

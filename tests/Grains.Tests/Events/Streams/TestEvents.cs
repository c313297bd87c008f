using Nms.Events;

namespace Nms.Grains.Tests.Events.Streams;

internal static class TestEvents
{
    public static Guid Project(byte number) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number);

    public static EventEnvelope Create(EventPriority priority, Guid project) => new()
    {
        EventId = Guid.CreateVersion7(),
        Type = "node.updated",
        ProjectId = project,
        Priority = priority,
        OccurredAt = DateTimeOffset.UnixEpoch,
        DataJson = "{}",
    };

    public static IEnumerable<EventEnvelope> Many(int count, EventPriority priority, Guid project) =>
        Enumerable.Range(0, count).Select(_ => Create(priority, project));
}

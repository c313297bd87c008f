using System.Collections.Immutable;
using Orleans.Streams;

namespace Nms.Events.Streams;

/// <summary>
/// One queue for each priority, found by the stream's namespace. The hash ring of Orleans would mix priorities in a queue,
/// and a backlog of low events would then hold up a critical one.
/// </summary>
internal sealed class PriorityQueueMapper : IConsistentRingStreamQueueMapper
{
    private static readonly ImmutableArray<EventPriority> Priorities =
        [EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low];

    // Spread evenly over the ring by which silos share the queues out.
    private static readonly ImmutableArray<QueueId> Queues =
        [.. Priorities.Select((_, i) => QueueId.GetQueueId(StreamNames.Provider, (uint)i, (uint)i << 30))];

    public IEnumerable<QueueId> GetAllQueues() => Queues;

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) =>
        Queues.Where(queue => range.InRange(queue.GetUniformHashCode()));

    public QueueId GetQueueForStream(StreamId streamId) => Queues[Priorities.IndexOf(PriorityOf(streamId))];

    /// <summary>The priority that a queue carries.</summary>
    public static EventPriority PriorityOf(QueueId queue) => Priorities[Queues.IndexOf(queue)];

    /// <summary>The priority that a stream's namespace names.</summary>
    /// <exception cref="ArgumentException">The stream is not one of the event log.</exception>
    public static EventPriority PriorityOf(StreamId streamId)
    {
        var name = streamId.GetNamespace();
        foreach (var priority in Priorities)
        {
            if (StreamNames.Events(priority) == name)
            {
                return priority;
            }
        }

        throw new ArgumentException(
            $"Stream provider '{StreamNames.Provider}' carries {string.Join(", ", Priorities.Select(StreamNames.Events))} and not '{name}'.",
            nameof(streamId));
    }
}

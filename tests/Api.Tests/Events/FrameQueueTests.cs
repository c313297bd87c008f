using Nms.Api.Events;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class FrameQueueTests
{
    [Fact]
    public void The_most_urgent_frame_leaves_first_and_order_holds_inside_a_priority()
    {
        var queue = new FrameQueue(16);
        foreach (var (sequence, priority) in new[]
        {
            (1, EventPriority.Low), (2, EventPriority.Critical), (3, EventPriority.Normal), (4, EventPriority.Critical), (5, EventPriority.High), (6, EventPriority.Low),
        })
        {
            Assert.True(queue.TryAdd(Frame(sequence, priority)));
        }

        var order = Enumerable.Range(0, 7).Select(_ => queue.Take()?.Sequence);

        Assert.Equal([2, 4, 5, 3, 1, 6, null], order);
    }

    [Fact]
    public void A_full_queue_keeps_nothing_because_the_client_has_to_resume()
    {
        var queue = new FrameQueue(2);
        queue.TryAdd(Frame(1, EventPriority.Low));
        queue.TryAdd(Frame(2, EventPriority.Low));

        Assert.False(queue.TryAdd(Frame(3, EventPriority.Critical)));
        Assert.False(queue.TryAdd(Frame(4, EventPriority.Critical)));
        Assert.Null(queue.Take());
        Assert.Equal(0, queue.Count(EventPriority.Low));
    }

    private static EventFrame Frame(long sequence, EventPriority priority) => EventFrame.Of(
        new EventEnvelope
        {
            EventId = Guid.Empty,
            Sequence = sequence,
            Type = "node.started",
            Priority = priority,
            OccurredAt = DateTimeOffset.UnixEpoch,
            DataJson = "{}",
        },
        DateTimeOffset.UnixEpoch);
}

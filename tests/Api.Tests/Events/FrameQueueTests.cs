using FsCheck.Xunit;
using Nms.Api.Events;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class FrameQueueTests
{
    [Fact]
    public void The_most_urgent_frame_leaves_first_and_order_holds_inside_a_priority()
    {
        var queue = new FrameQueue(16);
        Assert.True(queue.TryAdd([
            Frame(1, EventPriority.Low), Frame(2, EventPriority.Critical), Frame(3, EventPriority.Normal),
            Frame(4, EventPriority.Critical), Frame(5, EventPriority.High), Frame(6, EventPriority.Low)]));

        Assert.Equal([2, 4, 5, 3, 1, 6], Drain(queue).Select(next => next.Frame!.Sequence));
    }

    [Fact]
    public void A_full_queue_keeps_nothing_until_it_begins_again_because_the_log_has_it()
    {
        var queue = new FrameQueue(2);
        queue.TryAdd([Frame(1, EventPriority.Low), Frame(2, EventPriority.Low)]);

        Assert.False(queue.TryAdd([Frame(3, EventPriority.Critical)]));
        Assert.False(queue.TryAdd([Frame(4, EventPriority.Critical)]));
        Assert.Empty(Drain(queue));
        Assert.Equal((0, true), (queue.Count(EventPriority.Low), queue.HasOverflowed));

        queue.Restart();
        Assert.True(queue.TryAdd([Frame(5, EventPriority.Low)]));
        Assert.Equal([5], Drain(queue).Select(next => next.Frame!.Sequence));
        queue.Overflow();
        Assert.False(queue.TryAdd([Frame(6, EventPriority.Low)]));
    }

    [Fact]
    public void No_more_is_taken_at_once_than_asked_for()
    {
        var queue = new FrameQueue(16);
        queue.TryAdd([.. Enumerable.Range(1, 10).Select(i => Frame(i, EventPriority.Low))]);
        var (some, few) = (new List<QueuedFrame>(), new List<QueuedFrame>());

        queue.Take(some, most: 3, bytes: 64 * 1024);
        queue.Take(few, most: 16, bytes: 1);

        Assert.Equal([1, 2, 3], some.Select(next => next.Frame!.Sequence));
        Assert.Equal([4], few.Select(next => next.Frame!.Sequence));
    }

    [Fact]
    public void Of_low_events_of_one_type_and_entity_the_newest_stands_for_the_others()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var queue = new FrameQueue(16, coalescesLow: true);
        queue.TryAdd([
            Frame(1, EventPriority.Low, node: one), Frame(2, EventPriority.Low, node: other), Frame(3, EventPriority.Low, node: one),
            Frame(4, EventPriority.High, node: one), Frame(5, EventPriority.Low, node: one), Frame(6, EventPriority.Low, "node.updated", one),
            Frame(7, EventPriority.Low), Frame(8, EventPriority.Low)]);

        Assert.Equal([(4, 0), (2, 0), (5, 2), (6, 0), (7, 0), (8, 0)], Drain(queue).Select(next => ((int)next.Frame!.Sequence, next.Coalesced)));
        queue.TryAdd([Frame(9, EventPriority.Low, node: one)]);
        Assert.Equal(0, Assert.Single(Drain(queue)).Coalesced);
    }

    [Fact]
    public void A_client_that_lets_events_be_left_out_is_told_which_in_their_place()
    {
        var queue = new FrameQueue(3, leavesOut: true);
        queue.TryAdd([.. Enumerable.Range(1, 6).Select(i => Frame(i, EventPriority.Low)), Frame(7, EventPriority.Critical), Frame(8, EventPriority.Normal)]);

        var taken = Drain(queue);

        Assert.Equal([7, 8, 0, 6], taken.Select(next => next.Frame?.Sequence ?? 0));
        Assert.Equal(new MissingEvents(EventPriority.Low, 1, 5, DateTimeOffset.UnixEpoch), taken[2].LeftOut);
        Assert.Equal(5, queue.LeftOut);
    }

    [Property(MaxTest = 500)]
    public bool Whatever_is_added_comes_out_or_is_told_of_in_order_and_never_more_than_fits(int limit, (byte Priority, bool Take)[] steps)
    {
        limit = 1 + Math.Abs(limit % 8);
        var queue = new FrameQueue(limit, leavesOut: true);
        var (seen, added, open) = (new Dictionary<EventPriority, long>(), new List<(long, EventPriority)>(), true);
        var accounted = new List<(long From, long To, EventPriority Priority, bool LeftOut)>();
        for (var i = 0; i < steps.Length; i++)
        {
            var priority = (EventPriority)(1 + (steps[i].Priority % 4));
            open &= queue.TryAdd([Frame(i + 1, priority)]);
            if (!open)
            {
                // Giving up is right only when nothing may be left out: as many urgent ones wait as fit.
                return priority >= EventPriority.High;
            }

            added.Add((i + 1, priority));
            if (steps[i].Take)
            {
                Account(queue, 1);
            }

            if (queue.Read().Count > limit)
            {
                return false;
            }
        }

        Account(queue, int.MaxValue);
        return added.All(e => accounted.Count(part => part.Priority == e.Item2 && part.From <= e.Item1 && e.Item1 <= part.To) == 1)
            && accounted.All(part => !part.LeftOut || part.Priority <= EventPriority.Normal);

        void Account(FrameQueue from, int most)
        {
            var taken = new List<QueuedFrame>();
            from.Take(taken, most, int.MaxValue);
            foreach (var next in taken)
            {
                var (first, last, priority) = next.Frame is { } frame ? (frame.Sequence, frame.Sequence, frame.Priority) : (next.LeftOut.From, next.LeftOut.To, next.LeftOut.Priority);
                Assert.True(first > seen.GetValueOrDefault(priority), "order holds inside a priority");
                seen[priority] = last;
                accounted.Add((first, last, priority, next.Frame is null));
            }
        }
    }

    internal static EventFrame Frame(long sequence, EventPriority priority, string type = "compute.updated", Guid? node = null) => EventFrame.Of(
        new EventEnvelope
        {
            EventId = Guid.Empty,
            Sequence = sequence,
            Type = type,
            NodeId = node,
            Priority = priority,
            OccurredAt = DateTimeOffset.UnixEpoch,
            DataJson = "{}",
        },
        DateTimeOffset.UnixEpoch);

    private static List<QueuedFrame> Drain(FrameQueue queue)
    {
        var taken = new List<QueuedFrame>();
        queue.Take(taken, int.MaxValue, int.MaxValue);
        return taken;
    }
}

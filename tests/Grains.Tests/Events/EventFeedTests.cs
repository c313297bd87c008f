using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;
using Nms.Grains.Tests.Events.Streams;
using Nms.Testing.Fakes;

namespace Nms.Grains.Tests.Events;

/// <summary>The log as a live feed.</summary>
public sealed class EventFeedTests : IAsyncDisposable
{
    private readonly InMemoryEventSignal _signal = new();
    private readonly InMemoryEventLog _log;
    private readonly EventFeed _feed;

    public EventFeedTests()
    {
        _log = new InMemoryEventLog(_signal);
        _feed = new EventFeed(_log, _signal, TimeProvider.System, NullLogger<EventFeed>.Instance);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_consumer_gets_what_was_and_what_comes_without_gap_or_repeat()
    {
        await AppendAsync(600, EventPriority.Normal);
        var taking = TakeAsync(EventCursor.At(0), 1_200);
        await AppendAsync(600, EventPriority.High);

        var events = await taking;

        Assert.Equal(Enumerable.Range(1, 1_200).Select(i => (long)i), events.Select(e => e.Sequence).Order());
        foreach (var priority in events.GroupBy(e => e.Priority))
        {
            Assert.Equal(priority.Select(e => e.Sequence).Order(), priority.Select(e => e.Sequence));
        }
    }

    [Fact]
    public async Task Urgent_events_overtake_a_backlog()
    {
        await AppendAsync(1_000, EventPriority.Low);
        await AppendAsync(1, EventPriority.Critical);

        var events = await TakeAsync(EventCursor.At(0), 1_001);

        Assert.Equal(EventPriority.Critical, events[0].Priority);
    }

    [Fact]
    public async Task A_consumer_continues_at_its_cursor()
    {
        await AppendAsync(10, EventPriority.Normal);
        await AppendAsync(10, EventPriority.High);

        var events = await TakeAsync(new EventCursor(0, 15, 8, 0), 7);

        Assert.Equal([16, 17, 18, 19, 20, 9, 10], events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_consumer_that_fell_behind_the_kept_events_reads_them_from_the_log()
    {
        await _feed.GetHeadAsync(Cancelled);
        await TakeAsync(EventCursor.At(0), 0);
        await AppendAsync(10_000, EventPriority.Normal);
        await TakeAsync(EventCursor.At(9_990), 10);

        var events = await TakeAsync(EventCursor.At(0), 10_000);

        Assert.Equal(Enumerable.Range(1, 10_000).Select(i => (long)i), events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_lost_signal_costs_a_second_and_no_event()
    {
        var silent = new InMemoryEventLog(new InMemoryEventSignal());
        await using var feed = new EventFeed(silent, _signal, TimeProvider.System, NullLogger<EventFeed>.Instance);
        var taking = TakeAsync(feed, EventCursor.At(0), 5);
        await silent.AppendAsync([.. TestEvents.Many(5, EventPriority.Normal, Guid.Empty)], Cancelled);

        Assert.Equal(5, (await taking).Length);
    }

    [Fact]
    public async Task What_was_deleted_before_it_was_read_is_told_and_the_rest_comes()
    {
        var late = new LateSignal();
        var log = new InMemoryEventLog(new InMemoryEventSignal());
        await using var feed = new EventFeed(log, late, TimeProvider.System, NullLogger<EventFeed>.Instance);
        await using var following = feed.FollowAsync(EventCursor.At(0), Cancelled).GetAsyncEnumerator(Cancelled);
        await log.AppendAsync([.. TestEvents.Many(1, EventPriority.Low, Guid.Empty)], Cancelled);
        Assert.True(await following.MoveNextAsync());
        await late.Waiting.WaitAsync(Cancelled);
        await log.AppendAsync([.. TestEvents.Many(20, EventPriority.Low, Guid.Empty)], Cancelled);
        await log.PurgeAsync(EventPriority.Low, DateTimeOffset.MinValue, 5, Cancelled);
        late.Notify(EventPriority.Low, 21);

        var (seen, missing) = (new List<long>(), new List<MissingEvents>());
        while (seen.Count < 5)
        {
            Assert.True(await following.MoveNextAsync());
            seen.AddRange(following.Current.Events.Select(e => e.Sequence));
            missing.AddRange(following.Current.Missing);
        }

        Assert.Equal([17, 18, 19, 20, 21], seen);
        var gone = Assert.Single(missing);
        Assert.Equal((EventPriority.Low, 2, 16), (gone.Priority, gone.From, gone.To));
    }

    [Fact]
    public async Task A_reader_whose_events_were_all_deleted_waits_for_the_next_ones_and_can_be_stopped()
    {
        var late = new LateSignal();
        var log = new InMemoryEventLog(new InMemoryEventSignal());
        var feed = new EventFeed(log, late, TimeProvider.System, NullLogger<EventFeed>.Instance);
        await using var following = feed.FollowAsync(EventCursor.At(0), Cancelled).GetAsyncEnumerator(Cancelled);
        await log.AppendAsync([.. TestEvents.Many(1, EventPriority.Low, Guid.Empty)], Cancelled);
        Assert.True(await following.MoveNextAsync());
        await late.Waiting.WaitAsync(Cancelled);
        await log.AppendAsync([.. TestEvents.Many(20, EventPriority.Low, Guid.Empty)], Cancelled);
        await log.PurgeAsync(EventPriority.Low, DateTimeOffset.MinValue, 0, Cancelled);
        late.Notify(EventPriority.Low, 21);

        Assert.True(await following.MoveNextAsync());
        Assert.Equal(21, Assert.Single(following.Current.Missing).To);
        await feed.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancelled);
    }

    [Fact]
    public async Task The_newest_events_of_a_priority_are_read_from_memory_and_older_ones_are_not()
    {
        await TakeAsync(EventCursor.At(0), 0);
        await using var following = _feed.FollowAsync(EventCursor.At(0), Cancelled).GetAsyncEnumerator(Cancelled);
        await AppendAsync(1, EventPriority.Normal);
        Assert.True(await following.MoveNextAsync());
        await AppendAsync(5_000, EventPriority.Normal);
        while (_feed.Newest.Normal < 5_001)
        {
            Assert.True(await following.MoveNextAsync());
        }

        Assert.Null(_feed.ReadRecent(EventPriority.Normal, 1, 10));
        var some = _feed.ReadRecent(EventPriority.Normal, 4_000, 10)!;
        Assert.Equal(Enumerable.Range(4_001, 10).Select(i => (long)i), some.Events.Select(e => e.Sequence));
        Assert.Equal((4_010, 5_001), (some.Next, some.Head));
        Assert.Equal((11, 5_001), (_feed.ReadRecent(EventPriority.Normal, 4_990, 100)!.Events.Length, _feed.ReadRecent(EventPriority.Normal, 4_990, 100)!.Next));
        Assert.Empty(_feed.ReadRecent(EventPriority.Normal, 5_001, 100)!.Events);
        Assert.Null(_feed.ReadRecent(EventPriority.Normal, 5_002, 100));
    }

    [Fact]
    public async Task Many_consumers_get_the_same()
    {
        var consumers = Enumerable.Range(0, 20).Select(_ => TakeAsync(EventCursor.At(0), 500)).ToList();
        await AppendAsync(500, EventPriority.Normal);

        var taken = await Task.WhenAll(consumers);

        Assert.All(taken, events => Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), events.Select(e => e.Sequence)));
    }

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private Task<ImmutableArray<EventEnvelope>> TakeAsync(EventCursor after, int count) => TakeAsync(_feed, after, count);

    private static async Task<ImmutableArray<EventEnvelope>> TakeAsync(EventFeed feed, EventCursor after, int count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        var taken = ImmutableArray.CreateBuilder<EventEnvelope>();
        if (count == 0)
        {
            return [];
        }

        await foreach (var batch in feed.FollowAsync(after, deadline.Token))
        {
            taken.AddRange(batch.Events);
            if (taken.Count >= count)
            {
                break;
            }
        }

        return taken.ToImmutable();
    }

    private Task<ImmutableArray<long>> AppendAsync(int count, EventPriority priority) =>
        _log.AppendAsync([.. TestEvents.Many(count, priority, Guid.Empty)], Cancelled);

    /// <summary>Tells of low events only when the test does, and when the reader waits for that.</summary>
    private sealed class LateSignal : IEventSignal
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _never = new();
        private long _sequence;

        public Task Waiting => _waiting.Task;

        public void Notify(EventPriority priority, long sequence)
        {
            Volatile.Write(ref _sequence, sequence);
            _told.TrySetResult();
        }

        public async ValueTask WaitAsync(EventPriority priority, long after, TimeSpan atMost, CancellationToken cancellationToken = default)
        {
            if (priority != EventPriority.Low)
            {
                await _never.Task.WaitAsync(cancellationToken);
            }

            _waiting.TrySetResult();
            await _told.Task.WaitAsync(cancellationToken);
            if (Volatile.Read(ref _sequence) <= after)
            {
                await _never.Task.WaitAsync(cancellationToken);
            }
        }
    }
}

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
            taken.AddRange(batch);
            if (taken.Count >= count)
            {
                break;
            }
        }

        return taken.ToImmutable();
    }

    private Task<ImmutableArray<long>> AppendAsync(int count, EventPriority priority) =>
        _log.AppendAsync([.. TestEvents.Many(count, priority, Guid.Empty)], Cancelled);
}

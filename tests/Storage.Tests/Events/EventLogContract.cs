using System.Collections.Immutable;
using FsCheck.Fluent;
using Nms.Events;

namespace Nms.Storage.Tests;

/// <summary>What every event log keeps, whatever database is under it. Each test starts with an empty log.</summary>
public abstract class EventLogContract : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IEventLog Log { get; private set; } = null!;

    private protected LocalEventSignal Signal { get; } = new(TimeProvider.System);

    public async ValueTask InitializeAsync() => Log = await OpenEmptyAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    protected abstract Task<IEventLog> OpenEmptyAsync();

    /// <summary>Closes the log and opens it again on the same database.</summary>
    protected abstract Task<IEventLog> ReopenAsync();

    protected abstract Task CloseAsync();

    [Fact]
    public async Task An_empty_log_has_no_bounds_and_no_events()
    {
        Assert.Equal(new EventLogBounds(0, 0), await Log.GetBoundsAsync(Cancellation));
        Assert.Empty(await Log.ReadAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task Appending_counts_from_one_without_gaps()
    {
        var first = await Log.AppendAsync(Samples.Events(3), Cancellation);
        var second = await Log.AppendAsync(Samples.Events(2), Cancellation);

        Assert.Equal([1, 2, 3], first);
        Assert.Equal([4, 5], second);
        Assert.Equal(new EventLogBounds(5, 1), await Log.GetBoundsAsync(Cancellation));
    }

    [Fact]
    public async Task Appending_nothing_returns_nothing()
    {
        Assert.Empty(await Log.AppendAsync([], Cancellation));
    }

    [Fact]
    public async Task An_event_reads_as_it_was_appended()
    {
        var e = Samples.Event(node: Guid.NewGuid(), at: Samples.Noon.AddMicroseconds(123_457)) with
        {
            Source = "monitoring",
            CorrelationId = "req-1",
            DataJson = "{\"name\":\"Größe ✓ \\u0000 '\\\"\",\"empty\":\"\"}",
        };

        await Log.AppendAsync([e], Cancellation);

        Assert.Equal(e with { Sequence = 1 }, Assert.Single(await Log.ReadAsync(0, 10, Cancellation)));
    }

    [Fact]
    public async Task Absent_and_empty_members_stay_so()
    {
        var e = Samples.Event(project: Guid.Empty) with { Source = "", CorrelationId = null, DataJson = "" };

        await Log.AppendAsync([e], Cancellation);

        Assert.Equal(e with { Sequence = 1 }, Assert.Single(await Log.ReadAsync(0, 10, Cancellation)));
    }

    [Fact]
    public async Task A_repeated_event_keeps_its_sequence()
    {
        var events = Samples.Events(3);
        await Log.AppendAsync(events, Cancellation);

        var again = await Log.AppendAsync([events[2], Samples.Event(), events[0]], Cancellation);

        Assert.Equal([3, 4, 1], again);
        Assert.Equal([1, 2, 3, 4], (await Log.ReadAsync(0, 10, Cancellation)).Select(e => e.Sequence));
    }

    [Fact]
    public async Task An_event_repeated_in_one_call_is_appended_once()
    {
        var e = Samples.Event();

        Assert.Equal([1, 2, 1], await Log.AppendAsync([e, Samples.Event(), e], Cancellation));
    }

    [Fact]
    public async Task Reading_goes_on_after_a_sequence_up_to_a_limit()
    {
        await Log.AppendAsync(Samples.Events(10), Cancellation);

        Assert.Equal([5, 6, 7], (await Log.ReadAsync(4, 3, Cancellation)).Select(e => e.Sequence));
        Assert.Empty(await Log.ReadAsync(10, 3, Cancellation));
    }

    [Fact]
    public async Task Reading_a_priority_leaves_the_others_out()
    {
        await Log.AppendAsync(
            [.. Enumerable.Range(0, 8).Select(i => Samples.Event(priority: (EventPriority)(1 + (i % 4))))], Cancellation);

        var (critical, _) = await Log.ReadAsync(EventPriority.Critical, 0, 10, Cancellation);

        Assert.Equal([4, 8], critical.Select(e => e.Sequence));
        Assert.All(critical, e => Assert.Equal(EventPriority.Critical, e.Priority));
        Assert.Equal([8], (await Log.ReadAsync(EventPriority.Critical, 4, 10, Cancellation)).Events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_query_filters_by_type_priority_project_and_node()
    {
        var (project, node) = (Guid.NewGuid(), Guid.NewGuid());
        ImmutableArray<EventEnvelope> events =
        [
            Samples.Event("node.started", EventPriority.High, project, node),
            Samples.Event("node.stopped", EventPriority.High, project, node),
            Samples.Event("node.updated", EventPriority.Normal, project),
            Samples.Event("node.started", EventPriority.High),
        ];
        await Log.AppendAsync(events, Cancellation);
        EventQuery[] queries =
        [
            EventQuery.All,
            new(Types: ["node.started", "node.updated"]),
            new(Types: [], MinimumPriority: EventPriority.High),
            new(Types: []) { Projects = [project] },
            new(Types: []) { Nodes = [node] },
            new(Types: ["node.started"], EventPriority.High) { Projects = [project], Nodes = [node] },
            new(Types: ["no.such.type"]),
            new(Types: default),
        ];

        foreach (var query in queries)
        {
            var page = await Log.QueryAsync(default, 10, query, Cancellation);

            Assert.Equal(events.Where(query.Matches).Select(e => e.EventId), page.Events.Select(e => e.EventId));
            Assert.Equal((4, 1, 4), (page.Next, page.Oldest, page.Head));
        }
    }

    [Fact]
    public async Task A_full_page_goes_on_after_its_last_event()
    {
        await Log.AppendAsync(Samples.Events(5), Cancellation);

        var first = await Log.QueryAsync(default, 2, EventQuery.All, Cancellation);
        var second = await Log.QueryAsync(EventCursor.At(first.Next), 2, EventQuery.All, Cancellation);
        var last = await Log.QueryAsync(EventCursor.At(second.Next), 2, EventQuery.All, Cancellation);
        var beyond = await Log.QueryAsync(EventCursor.At(last.Next), 2, EventQuery.All, Cancellation);

        Assert.Equal([2, 4, 5, 5], new[] { first.Next, second.Next, last.Next, beyond.Next });
        Assert.Empty(beyond.Events);
    }

    [Fact]
    public async Task Purging_removes_what_is_older_and_never_reuses_a_sequence()
    {
        await Log.AppendAsync(
            [Samples.Event(at: Samples.Noon), Samples.Event(at: Samples.Noon.AddHours(2)), Samples.Event(at: Samples.Noon.AddMinutes(1))], Cancellation);

        var purged = await Log.PurgeAsync(EventPriority.High, Samples.Noon.AddHours(1), long.MaxValue, Cancellation);

        Assert.Equal(2, purged);
        Assert.Equal([2], (await Log.ReadAsync(0, 10, Cancellation)).Select(e => e.Sequence));
        Assert.Equal(new EventLogBounds(3, 2), await Log.GetBoundsAsync(Cancellation));
        Assert.Equal([4], await Log.AppendAsync(Samples.Events(1), Cancellation));
    }

    [Fact]
    public async Task Purging_everything_leaves_an_empty_log_that_counts_on()
    {
        await Log.AppendAsync(Samples.Events(2_500), Cancellation);

        Assert.Equal(2_500, await Log.PurgeAsync(EventPriority.Normal, Samples.Noon.AddDays(1), long.MaxValue, Cancellation));
        Log = await ReopenAsync();

        Assert.Equal(new EventLogBounds(2_500, 0), await Log.GetBoundsAsync(Cancellation));
        Assert.Equal([2_501], await Log.AppendAsync(Samples.Events(1), Cancellation));
    }

    [Fact]
    public async Task Purging_by_number_keeps_the_newest_of_the_priority_and_leaves_the_others()
    {
        await Log.AppendAsync([.. Enumerable.Range(0, 2_500).Select(i => Samples.Event(priority: i % 2 == 0 ? EventPriority.Low : EventPriority.High))], Cancellation);

        var purged = await Log.PurgeAsync(EventPriority.Low, DateTimeOffset.UnixEpoch, keep: 10, Cancellation);

        Assert.Equal(1_240, purged);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 2_481L + (2 * i)), (await Log.ReadAsync(EventPriority.Low, 0, 20, Cancellation)).Events.Select(e => e.Sequence));
        var (high, ofHigh) = await Log.ReadAsync(EventPriority.High, 0, 2_000, Cancellation);
        Assert.Equal((1_250, 0), (high.Length, ofHigh.Through));
        Assert.Equal(2_479, (await Log.ReadAsync(EventPriority.Low, 2_490, 20, Cancellation)).Purged.Through);
        Assert.Equal(0, await Log.PurgeAsync(EventPriority.Low, DateTimeOffset.UnixEpoch, keep: 10, Cancellation));
    }

    [Fact]
    public async Task What_was_purged_is_told_by_priority_also_after_a_restart()
    {
        await Log.AppendAsync(
            [
                Samples.Event(priority: EventPriority.Low, at: Samples.Noon),
                Samples.Event(priority: EventPriority.High, at: Samples.Noon),
                Samples.Event(priority: EventPriority.Low, at: Samples.Noon.AddMinutes(3)),
                Samples.Event(priority: EventPriority.Low, at: Samples.Noon.AddHours(2)),
            ],
            Cancellation);
        Assert.Empty((await Log.QueryAsync(default, 10, EventQuery.All, Cancellation)).Purged);

        await Log.PurgeAsync(EventPriority.Low, Samples.Noon.AddHours(1), long.MaxValue, Cancellation);
        Log = await ReopenAsync();
        var page = await Log.QueryAsync(default, 10, EventQuery.All, Cancellation);

        Assert.Equal([2, 4], page.Events.Select(e => e.Sequence));
        Assert.Equal([new PurgedEvents(EventPriority.Low, 3, Samples.Noon.AddMinutes(3))], page.Purged);
        Assert.Equal(
            [new MissingEvents(EventPriority.Low, 2, 3, Samples.Noon.AddMinutes(3))], page.MissingAfter(EventCursor.At(1), EventQuery.All));
        Assert.Empty(page.MissingAfter(default, new EventQuery([], EventPriority.Normal)));
        Assert.Empty(page.MissingAfter(new EventCursor(0, 0, 0, 3), EventQuery.All));
    }

    [Fact]
    public async Task Any_query_from_any_cursor_reads_exactly_what_the_predicate_says()
    {
        var random = new Random(20261123);
        string[] types = [.. EventCatalog.Types.Keys.Order(StringComparer.Ordinal), "odd_type[x]", "odd%type", "*"];
        string[] patterns = [.. types, "node.*", "*.deleted", "*d", "odd_*", "o[d]*", "*_type[x]", "?*", "*", "**", "odd%*", "nothing.*"];
        Guid[] projects = [Guid.Empty, Guid.NewGuid(), Guid.NewGuid()];
        Guid[] nodes = [Guid.NewGuid(), Guid.NewGuid()];
        string[] sources = ["gns3", "monitoring", "o'hara"];
        var events = Enumerable.Range(0, 200)
            .Select(_ => Samples.Event(One(types), (EventPriority)random.Next(1, 5), One(projects), random.Next(2) == 0 ? null : One(nodes)) with { Source = One(sources) })
            .ToImmutableArray();
        await Log.AppendAsync(events, Cancellation);
        events = [.. events.Select((e, i) => e with { Sequence = i + 1 })];

        for (var run = 0; run < 200; run++)
        {
            var query = new EventQuery(Some(patterns), (EventPriority)random.Next(0, 5))
            {
                MaximumPriority = random.Next(4) == 0 ? (EventPriority)random.Next(1, 5) : EventPriority.Critical,
                Projects = Some(projects),
                Nodes = random.Next(3) == 0 ? Some(nodes) : [],
                Sources = random.Next(3) == 0 ? Some(sources) : [],
                Subscriptions = random.Next(2) == 0 ? Some([.. EventCatalog.Subscriptions]) : [],
            };
            var after = random.Next(2) == 0
                ? EventCursor.At(random.Next(100))
                : new EventCursor(random.Next(220), random.Next(220), random.Next(220), random.Next(220));
            var expected = events.Where(e => e.Sequence > after[e.Priority] && query.Matches(e)).Select(e => e.Sequence);

            var seen = new List<long>();
            for (var (page, place) = (await Log.QueryAsync(after, 7, query, Cancellation), after);
                 seen.Count <= 200;
                 page = await Log.QueryAsync(place, 7, query, Cancellation))
            {
                seen.AddRange(page.Events.Select(e => e.Sequence));
                place = place.Through(page.Next);
                if (page.Next >= page.Head)
                {
                    break;
                }
            }

            Assert.Equal(expected, seen);
        }

        T One<T>(T[] values) => values[random.Next(values.Length)];
        ImmutableArray<T> Some<T>(T[] values) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => One(values)).Distinct()];
    }

    [Fact]
    public async Task A_checkpoint_never_moves_back()
    {
        Assert.Equal(0, await Log.GetCheckpointAsync("stream", Cancellation));

        await Log.SetCheckpointAsync("stream", 7, Cancellation);
        await Log.SetCheckpointAsync("stream", 5, Cancellation);
        await Log.SetCheckpointAsync("other", 1, Cancellation);

        Assert.Equal(7, await Log.GetCheckpointAsync("stream", Cancellation));
        Assert.Equal(1, await Log.GetCheckpointAsync("other", Cancellation));
    }

    [Fact]
    public async Task Events_and_checkpoints_are_there_after_a_restart()
    {
        var events = Samples.Events(2);
        await Log.AppendAsync(events, Cancellation);
        await Log.SetCheckpointAsync("stream", 1, Cancellation);

        Log = await ReopenAsync();

        Assert.Equal(events.Select(e => e.EventId), (await Log.ReadAsync(0, 10, Cancellation)).Select(e => e.EventId));
        Assert.Equal(1, await Log.GetCheckpointAsync("stream", Cancellation));
        Assert.Equal([3], await Log.AppendAsync(Samples.Events(1), Cancellation));
    }

    [Fact]
    public async Task An_append_wakes_the_readers_of_its_priority()
    {
        var high = Signal.WaitAsync(EventPriority.High, 0, TimeSpan.FromSeconds(20), Cancellation).AsTask();
        using var ended = new CancellationTokenSource();
        var low = Signal.WaitAsync(EventPriority.Low, 0, TimeSpan.FromSeconds(20), ended.Token).AsTask();

        await Log.AppendAsync([Samples.Event(priority: EventPriority.High)], Cancellation);

        await high.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.False(low.IsCompleted);
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => low);
    }

    [Fact]
    public async Task Thirty_two_writers_leave_one_ordered_gap_free_log_that_readers_see_in_order()
    {
        const int Writers = 32;
        const int Appends = 25;
        var writing = Enumerable.Range(0, Writers)
            .Select(writer => Task.Run(
                async () =>
                {
                    var mine = new List<(Guid Id, long Sequence)>();
                    for (var i = 0; i < Appends; i++)
                    {
                        var events = Samples.Events(1 + ((writer + i) % 3));
                        mine.AddRange(events.Select(e => e.EventId).Zip(await Log.AppendAsync(events, Cancellation)));
                    }

                    return mine;
                },
                Cancellation))
            .ToArray();
        var everything = Task.WhenAll(writing);

        var seen = new List<(Guid Id, long Sequence)>();
        while (true)
        {
            var finished = everything.IsCompleted;
            var page = await Log.ReadAsync(seen.Count, 100, Cancellation);
            seen.AddRange(page.Select(e => (e.EventId, e.Sequence)));
            if (finished && page.IsEmpty)
            {
                break;
            }
        }

        var written = await everything;
        Assert.Equal(Enumerable.Range(1, seen.Count).Select(i => (long)i), seen.Select(e => e.Sequence));
        Assert.Equal(written.SelectMany(w => w).OrderBy(e => e.Sequence), seen);
        Assert.All(written, mine => Assert.Equal(mine.OrderBy(e => e.Sequence), mine));
    }

    [Fact]
    public async Task Any_interleaving_of_appends_and_retries_keeps_each_event_once_in_order()
    {
        foreach (var retries in Gen.Choose(0, 9).ArrayOf(30).Sample(20, 20))
        {
            var before = (await Log.GetBoundsAsync(Cancellation)).Head;
            var events = Samples.Events(10);
            var appended = 0;
            foreach (var retry in retries)
            {
                // Either the next event, or one that was there already, as an outbox repeats it after a crash.
                var index = retry < appended ? retry : Math.Min(appended++, events.Length - 1);
                Assert.Equal([before + index + 1], await Log.AppendAsync([events[index]], Cancellation));
            }

            var kept = await Log.ReadAsync(before, 100, Cancellation);
            Assert.Equal(events.Take(appended).Select(e => e.EventId), kept.Select(e => e.EventId));
        }
    }

    [Fact]
    public async Task Concurrent_appends_of_the_same_event_agree_on_its_sequence()
    {
        var events = Samples.Events(20);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Log.AppendAsync(events, Cancellation), Cancellation)));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(20, (await Log.GetBoundsAsync(Cancellation)).Head);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_limit_below_one_is_refused(int limit)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.ReadAsync(0, limit, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.ReadAsync(EventPriority.Low, 0, limit, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.QueryAsync(default, limit, EventQuery.All, Cancellation));
    }
}

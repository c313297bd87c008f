using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Nms.Events;
using Nms.Events.Streams;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Nms.Grains.Tests.Events.Streams;

public sealed class EventQueueCacheTests
{
    private static readonly StreamId Router = StreamOf(1);
    private static readonly StreamId Switch = StreamOf(2);

    private readonly EventQueueCache _cache = new();

    [Fact]
    public void What_nobody_reads_counts_as_delivered()
    {
        _cache.AddToCache([Run(Router, 1), Run(Switch, 2)]);

        Assert.True(_cache.TryPurgeFromCache(out var delivered));
        Assert.Equal([1, 2], Sequences(delivered));
    }

    [Fact]
    public void A_run_counts_as_delivered_once()
    {
        _cache.AddToCache([Run(Router, 1)]);
        _cache.TryPurgeFromCache(out _);

        Assert.False(_cache.TryPurgeFromCache(out var delivered));
        Assert.Empty(delivered);
    }

    [Fact]
    public void A_run_that_is_out_for_delivery_is_not_delivered_yet()
    {
        _cache.AddToCache([Run(Router, 1), Run(Router, 2), Run(Router, 3)]);
        var cursor = _cache.GetCacheCursor(Router, Token(1));
        Read(cursor, runs: 2);

        _cache.TryPurgeFromCache(out var delivered);

        Assert.Equal([1], Sequences(delivered));
    }

    [Fact]
    public void A_subscriber_that_is_gone_holds_nothing()
    {
        _cache.AddToCache([Run(Router, 1), Run(Router, 2)]);
        var cursor = _cache.GetCacheCursor(Router, Token(1));
        Read(cursor, runs: 1);

        cursor.Dispose();

        _cache.TryPurgeFromCache(out var delivered);
        Assert.Equal([1, 2], Sequences(delivered));
    }

    [Fact]
    public void A_subscriber_reads_its_own_stream_only()
    {
        _cache.AddToCache([Run(Router, 1), Run(Switch, 2), Run(Router, 3)]);

        Assert.Equal([1, 3], ReadAll(_cache.GetCacheCursor(Router, Token(1))));
    }

    [Fact]
    public void A_subscriber_that_caught_up_goes_on_when_it_is_refreshed()
    {
        _cache.AddToCache([Run(Router, 1)]);
        var cursor = _cache.GetCacheCursor(Router, Token(1));
        ReadAll(cursor);
        _cache.AddToCache([Run(Router, 2)]);

        cursor.Refresh(Token(2));

        Assert.Equal([2], ReadAll(cursor));
    }

    [Fact]
    public void Without_a_token_a_subscriber_starts_with_what_comes_next()
    {
        _cache.AddToCache([Run(Router, 1)]);
        var cursor = _cache.GetCacheCursor(Router, null);
        _cache.AddToCache([Run(Router, 2)]);

        cursor.Refresh(Token(2));

        Assert.Equal([2], ReadAll(cursor));
    }

    [Fact]
    public void A_subscriber_rewinds_into_what_was_delivered_before()
    {
        _cache.AddToCache([Run(Router, 1), Run(Router, 2), Run(Router, 3)]);
        _cache.TryPurgeFromCache(out _);

        Assert.Equal([2, 3], ReadAll(_cache.GetCacheCursor(Router, Token(2))));
    }

    [Fact]
    public void A_token_that_is_no_longer_cached_means_the_oldest_that_is()
    {
        for (var sequence = 1; sequence <= EventQueueCache.Kept + 10; sequence++)
        {
            _cache.AddToCache([Run(Router, sequence)]);
        }

        _cache.TryPurgeFromCache(out _);

        Assert.Equal(11, ReadAll(_cache.GetCacheCursor(Router, Token(3)))[0]);
    }

    [Fact]
    public void A_token_that_is_still_to_come_skips_what_is_before_it()
    {
        var cursor = _cache.GetCacheCursor(Router, Token(3));
        _cache.AddToCache([Run(Router, 1), Run(Router, 2), Run(Router, 3), Run(Router, 4)]);

        cursor.Refresh(Token(1));

        Assert.Equal([3, 4], ReadAll(cursor));
    }

    [Fact]
    public void The_earliest_position_is_the_oldest_run_held()
    {
        _cache.AddToCache([Run(Router, 7), Run(Router, 8)]);

        var cursor = _cache.TryGetCacheCursorAtPosition(Router, StreamSubscriptionStartPosition.EarliestAvailable).Cursor!;

        Assert.Equal([7, 8], ReadAll(cursor));
    }

    [Fact]
    public void Reading_pauses_while_a_subscriber_is_a_full_cache_behind_and_goes_on_when_it_caught_up()
    {
        var slow = _cache.GetCacheCursor(Router, Token(1));
        for (var sequence = 1; sequence <= EventQueueCache.Capacity; sequence++)
        {
            _cache.AddToCache([Run(Router, sequence)]);
        }

        _cache.TryPurgeFromCache(out _);
        Assert.True(_cache.IsUnderPressure());

        ReadAll(slow);
        _cache.TryPurgeFromCache(out _);
        Assert.False(_cache.IsUnderPressure());
    }

    /// <summary>
    /// The agent's calls in any order: every subscriber gets every event of its stream from its first one on, in order and
    /// once, and nothing counts as delivered that a subscriber still has to get.
    /// </summary>
    [Property(MaxTest = 300)]
    public void Any_interleaving_delivers_everything_once_and_in_order(PositiveInt seed)
    {
        var cache = new EventQueueCache();
        var random = new Random(seed.Get);
        StreamId[] streams = [Router, Switch, StreamOf(3)];
        var readers = streams.SelectMany(stream => Enumerable.Range(0, 2).Select(_ => new Reader(stream, cache.GetCacheCursor(stream, null)))).ToList();
        var added = new List<(StreamId Stream, long Sequence)>();
        var sequence = 0;

        for (var step = 0; step < 200; step++)
        {
            switch (random.Next(3))
            {
                case 0:
                    var runs = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Run(streams[random.Next(3)], ++sequence)).ToList();
                    cache.AddToCache([.. runs]);
                    added.AddRange(runs.Select(run => (run.StreamId, run.Last)));
                    foreach (var group in runs.GroupBy(run => run.StreamId))
                    {
                        readers.ForEach(reader => reader.Refresh(group.Key, group.First().SequenceToken));
                    }

                    break;
                case 1:
                    readers[random.Next(readers.Count)].Read(random.Next(1, 30));
                    break;
                default:
                    if (cache.TryPurgeFromCache(out var delivered))
                    {
                        foreach (var run in delivered.Cast<EventRun>())
                        {
                            Assert.All(readers.Where(reader => reader.Stream == run.StreamId), reader => Assert.Contains(run.Last, reader.Finished));
                        }
                    }

                    break;
            }
        }

        foreach (var reader in readers)
        {
            reader.Read(int.MaxValue);
            Assert.Equal(added.Where(item => item.Stream == reader.Stream).Select(item => item.Sequence), reader.Finished);
        }
    }

    private static StreamId StreamOf(byte project) => StreamId.Create(StreamNames.Events(EventPriority.High), TestEvents.Project(project));

    private static EventRun Run(StreamId stream, long sequence) =>
        new(stream, [TestEvents.Create(EventPriority.High, Guid.Empty) with { Sequence = sequence }]);

    private static EventSequenceTokenV2 Token(long sequence) => new(sequence);

    private static List<long> Sequences(IEnumerable<IBatchContainer> runs) => [.. runs.Cast<EventRun>().Select(run => run.Last)];

    private static List<long> ReadAll(IQueueCacheCursor cursor) => Read(cursor, int.MaxValue);

    private static List<long> Read(IQueueCacheCursor cursor, int runs)
    {
        var read = new List<long>();
        while (read.Count < runs && cursor.MoveNextWithResult().Kind == QueueCacheCursorMoveResultKind.Success)
        {
            read.Add(((EventRun)cursor.GetCurrent(out _)!).Last);
        }

        return read;
    }

    /// <summary>A subscriber as the agent drives it: a run is finished when the next is asked for.</summary>
    private sealed class Reader(StreamId stream, IQueueCacheCursor cursor)
    {
        private long? _out;

        public StreamId Stream => stream;

        public List<long> Finished { get; } = [];

        public void Refresh(StreamId refreshed, StreamSequenceToken token)
        {
            if (refreshed == stream)
            {
                cursor.Refresh(token);
            }
        }

        public void Read(int runs)
        {
            for (var i = 0; i < runs; i++)
            {
                var moved = cursor.MoveNextWithResult().Kind == QueueCacheCursorMoveResultKind.Success;
                if (_out is { } finished)
                {
                    Finished.Add(finished);
                }

                _out = moved ? ((EventRun)cursor.GetCurrent(out _)!).Last : null;
                if (!moved)
                {
                    return;
                }
            }
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Nms.Events;

namespace Nms.Api.Tests.Fakes;

/// <summary>The event log, its pages and its live feed, in memory.</summary>
public sealed class FakeEventLog(TimeProvider time) : IEventFeed
{
    private readonly Lock _lock = new();
    private readonly List<EventEnvelope> _events = [];
    private TaskCompletionSource _appended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _oldest = 1;

    /// <summary>When set, the feed fails once with this.</summary>
    public Exception? FeedFailure { get; set; }

    /// <summary>Followers wait for this before they read on.</summary>
    public Task FeedGate { get; set; } = Task.CompletedTask;

    public int Followers { get; private set; }

    public long Head
    {
        get
        {
            lock (_lock)
            {
                return _events.Count;
            }
        }
    }

    public EventEnvelope Append(string type, Guid projectId = default, Guid? nodeId = null, EventPriority? priority = null, string? note = null, DateTimeOffset? at = null)
    {
        lock (_lock)
        {
            var sequence = _events.Count + 1;
            var e = new EventEnvelope
            {
                EventId = Guid.CreateVersion7(),
                Sequence = sequence,
                Type = type,
                ProjectId = projectId,
                NodeId = nodeId,
                Priority = priority ?? EventCatalog.PriorityOf(type),
                OccurredAt = at ?? time.GetUtcNow(),
                DataJson = string.Create(
                    CultureInfo.InvariantCulture, $$"""{"project_id":"{{projectId}}","node_id":"{{nodeId}}","note":"{{note ?? type}}"}"""),
                CorrelationId = $"c{sequence}",
            };
            _events.Add(e);
            _appended.SetResult();
            _appended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return e;
        }
    }

    public void Forget(long before)
    {
        lock (_lock)
        {
            _oldest = before;
        }
    }

    public ValueTask<EventCursor> GetHeadAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(EventCursor.At(Head));

    public async IAsyncEnumerable<EventBatch> FollowAsync(
        EventCursor after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Followers++;
        var cursor = after;
        while (true)
        {
            if (FeedFailure is { } failure)
            {
                FeedFailure = null;
                throw failure;
            }

            await FeedGate.WaitAsync(cancellationToken);
            ImmutableArray<EventEnvelope> batch;
            Task more;
            lock (_lock)
            {
                batch = [.. _events.Where(e => e.Sequence > cursor[e.Priority]).OrderByDescending(e => e.Priority).ThenBy(e => e.Sequence)];
                more = _appended.Task;
            }

            if (batch.IsEmpty)
            {
                await more.WaitAsync(cancellationToken);
                continue;
            }

            cursor = batch.Aggregate(cursor, (place, e) => place.After(e.Priority, e.Sequence));
            yield return new EventBatch(batch, []);
        }
    }

    /// <summary>Everything is read from the log.</summary>
    public EventPage? ReadRecent(EventPriority priority, long after, int limit) => null;

    public EventCursor Newest
    {
        get
        {
            lock (_lock)
            {
                return _events.Aggregate(default(EventCursor), static (newest, e) => newest.After(e.Priority, e.Sequence));
            }
        }
    }

    public Task<EventPage> ReadAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var events = _events
                .Where(e => e.Sequence > after[e.Priority] && e.Sequence >= _oldest && query.Matches(e)).Take(limit).ToImmutableArray();
            var next = events.Length == limit ? events[^1].Sequence : Math.Max(after.OldestOf(query), _events.Count);
            var purged = _events.Where(e => e.Sequence < _oldest).GroupBy(e => e.Priority)
                .Select(gone => new PurgedEvents(gone.Key, gone.Max(e => e.Sequence), gone.Max(e => e.OccurredAt)));
            return Task.FromResult(new EventPage(events, next, _events.Count == 0 ? 0 : _oldest, _events.Count, [.. purged]));
        }
    }
}

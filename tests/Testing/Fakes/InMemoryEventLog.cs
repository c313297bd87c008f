using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Testing.Fakes;

/// <summary>The event log in memory, for tests without a database. Survives the silos that use it when the test holds it.</summary>
public sealed class InMemoryEventLog(IEventSignal signal) : IEventLog
{
    private readonly Lock _gate = new();
    private readonly List<EventEnvelope> _events = [];
    private readonly List<EventEnvelope> _appended = [];
    private readonly Dictionary<Guid, long> _sequences = [];
    private readonly Dictionary<EventPriority, PurgedEvents> _purged = [];
    private readonly Dictionary<string, long> _checkpoints = new(StringComparer.Ordinal);
    private long _head;

    /// <summary>Everything appended and not purged, in sequence order.</summary>
    public ImmutableArray<EventEnvelope> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Everything ever appended.</summary>
    public ImmutableArray<EventEnvelope> Appended
    {
        get
        {
            lock (_gate)
            {
                return [.. _appended];
            }
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<long>> AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sequences = ImmutableArray.CreateBuilder<long>(events.Length);
        var committed = new List<EventEnvelope>(events.Length);
        lock (_gate)
        {
            foreach (var e in events)
            {
                if (!_sequences.TryGetValue(e.EventId, out var sequence))
                {
                    sequence = ++_head;
                    _sequences.Add(e.EventId, sequence);
                    committed.Add(e with { Sequence = sequence });
                }

                sequences.Add(sequence);
            }

            _events.AddRange(committed);
            _appended.AddRange(committed);
        }

        foreach (var e in committed)
        {
            signal.Notify(e.Priority, e.Sequence);
        }

        return Task.FromResult(sequences.MoveToImmutable());
    }

    /// <inheritdoc />
    public Task<ImmutableArray<EventEnvelope>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(Read(after, limit, static _ => true));

    /// <inheritdoc />
    public Task<EventSlice> ReadAsync(EventPriority priority, long after, int limit, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(new EventSlice(
                Read(after, limit, e => e.Priority == priority), _purged.GetValueOrDefault(priority, new PurgedEvents(priority, 0, default))));
        }
    }

    /// <inheritdoc />
    public Task<EventPage> QueryAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var from = after.OldestOf(query);
            var events = Read(from, limit, e => e.Sequence > after[e.Priority] && query.Matches(e));
            var next = events.Length == limit ? events[^1].Sequence : Math.Max(from, _head);
            return Task.FromResult(new EventPage(events, next, OldestUnlocked, _head, [.. _purged.Values.OrderBy(purged => purged.Priority)]));
        }
    }

    /// <inheritdoc />
    public Task<EventLogBounds> GetBoundsAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(new EventLogBounds(_head, OldestUnlocked));
        }
    }

    /// <inheritdoc />
    public Task<long> PurgeAsync(EventPriority priority, DateTimeOffset before, long keep, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            var beyond = _events.Where(e => e.Priority == priority).Select(e => e.Sequence).SkipLast((int)Math.Min(keep, int.MaxValue)).LastOrDefault();
            var old = _events.Where(e => e.Priority == priority && (e.OccurredAt < before || e.Sequence <= beyond)).ToArray();
            if (old.Length > 0)
            {
                var last = _purged.GetValueOrDefault(priority);
                var newest = old.Max(e => e.OccurredAt);
                _purged[priority] = new PurgedEvents(priority, Math.Max(last.Through, old[^1].Sequence), newest > last.NewestAt ? newest : last.NewestAt);
                _events.RemoveAll(old.Contains);
            }

            return Task.FromResult((long)old.Length);
        }
    }

    /// <inheritdoc />
    public Task<long> GetCheckpointAsync(string consumer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult(_checkpoints.GetValueOrDefault(consumer));
        }
    }

    /// <inheritdoc />
    public Task SetCheckpointAsync(string consumer, long sequence, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _checkpoints[consumer] = Math.Max(sequence, _checkpoints.GetValueOrDefault(consumer));
        }

        return Task.CompletedTask;
    }

    private long OldestUnlocked => _events.Count == 0 ? 0 : _events[0].Sequence;

    private ImmutableArray<EventEnvelope> Read(long after, int limit, Func<EventEnvelope, bool> wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var found = ImmutableArray.CreateBuilder<EventEnvelope>();
        lock (_gate)
        {
            for (var i = FirstAfterUnlocked(after); i < _events.Count && found.Count < limit; i++)
            {
                if (wanted(_events[i]))
                {
                    found.Add(_events[i]);
                }
            }
        }

        return found.ToImmutable();
    }

    private int FirstAfterUnlocked(long after)
    {
        var (low, high) = (0, _events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _events[middle].Sequence > after ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}

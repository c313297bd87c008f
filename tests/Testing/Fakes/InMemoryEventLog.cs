using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Testing.Fakes;

/// <summary>The event log in memory, for tests without a database. Survives the silos that use it when the test holds it.</summary>
public sealed class InMemoryEventLog(IEventSignal signal) : IEventLog
{
    private readonly Lock _gate = new();
    private readonly List<EventEnvelope> _events = [];
    private readonly Dictionary<Guid, long> _sequences = [];
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
    public Task<ImmutableArray<EventEnvelope>> ReadAsync(EventPriority priority, long after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult(Read(after, limit, e => e.Priority == priority));

    /// <inheritdoc />
    public Task<EventPage> QueryAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken = default)
    {
        var events = Read(after, limit, query.Matches);
        lock (_gate)
        {
            var next = events.Length == limit ? events[^1].Sequence : Math.Max(after, _head);
            return Task.FromResult(new EventPage(events, next, OldestUnlocked, _head));
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
    public Task<long> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return Task.FromResult((long)_events.RemoveAll(e => e.OccurredAt < before));
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

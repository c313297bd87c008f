using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>
/// The durable event log, in one sequence for all priorities. The log is the queue: what is not appended did not happen,
/// and a consumer is a position in it.
/// </summary>
public interface IEventLog
{
    /// <summary>
    /// Appends events in the given order, durably, and returns the sequence of each. Idempotent on the event id: an event
    /// that is there already keeps its sequence. Signals <see cref="IEventSignal"/> after the commit.
    /// </summary>
    Task<ImmutableArray<long>> AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken = default);

    /// <summary>Reads up to <paramref name="limit"/> events above <paramref name="after"/> in sequence order.</summary>
    Task<ImmutableArray<EventEnvelope>> ReadAsync(long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>The same, of one priority only, and what is no longer kept of it: what was deleted while it read is told too.</summary>
    Task<EventSlice> ReadAsync(EventPriority priority, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads up to <paramref name="limit"/> events behind a place that a query matches, and says how far it looked (the place to go on
    /// from even when few or none matched) and what is no longer kept: what was deleted while it read is told too.
    /// </summary>
    Task<EventPage> QueryAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>The newest sequence given out, which a purge does not lower, and the oldest kept, 0 when none is.</summary>
    Task<EventLogBounds> GetBoundsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes the events of one priority that are older than <paramref name="before"/>, and those beyond the newest
    /// <paramref name="keep"/>. What was deleted is remembered in the same transaction, so that no reader misses it unawares;
    /// sequence numbers are never used again.
    /// </summary>
    Task<long> PurgeAsync(EventPriority priority, DateTimeOffset before, long keep, CancellationToken cancellationToken = default);

    /// <summary>The sequence a named consumer has taken, 0 when unknown.</summary>
    Task<long> GetCheckpointAsync(string consumer, CancellationToken cancellationToken = default);

    /// <summary>Records that a named consumer has taken everything up to a sequence. Never moves backwards.</summary>
    Task SetCheckpointAsync(string consumer, long sequence, CancellationToken cancellationToken = default);
}

/// <summary>Newest and oldest sequence of the log.</summary>
public readonly record struct EventLogBounds(long Head, long Oldest);

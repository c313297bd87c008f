using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>Events of one priority, in sequence order, and the newest one of it that is no longer kept, 0 when all are.</summary>
public readonly record struct EventSlice(ImmutableArray<EventEnvelope> Events, PurgedEvents Purged)
{
    /// <summary>What a reader at a place has missed for good; null when that is nothing.</summary>
    public MissingEvents? MissingAfter(long after) =>
        Purged.Through > after ? new MissingEvents(Purged.Priority, after + 1, Purged.Through, Purged.NewestAt) : null;
}

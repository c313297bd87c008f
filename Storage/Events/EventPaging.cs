using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Storage;

/// <summary>How far one query looks, and where the next goes on.</summary>
internal static class EventPaging
{
    /// <summary>Events deleted in one transaction.</summary>
    public const int PurgeBatch = 1_000;

    /// <summary>Sequence numbers one query looks through: a filter that matches nothing must not read the whole log in one go.</summary>
    private const int Window = 50_000;

    public static long LookUpTo(long after, EventLogBounds bounds) =>
        Math.Min(bounds.Head, Math.Max(after, bounds.Oldest - 1) + Window);

    public static EventPage Page(
        ImmutableArray<EventEnvelope> events, long after, int limit, long lookedUpTo, EventLogBounds bounds, ImmutableArray<PurgedEvents> purged) =>
        new(events, events.Length == limit ? events[^1].Sequence : Math.Max(after, lookedUpTo), bounds.Oldest, bounds.Head, purged);
}

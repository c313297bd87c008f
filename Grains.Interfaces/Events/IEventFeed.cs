using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>
/// The log as a live feed on this silo: one reader follows it for all local consumers, woken by a signal. Not a grain:
/// its consumers live in the same process (the HTTP and WebSocket edge), and reading the log does not depend on the cluster
/// being whole.
/// </summary>
public interface IEventFeed
{
    /// <summary>The cursor at the newest event.</summary>
    ValueTask<EventCursor> GetHeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads events above a sequence number that the query matches, in order. At most <paramref name="limit"/> of 1 to 1,000.</summary>
    Task<EventPage> ReadAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Everything after <paramref name="after"/>, then live, without gap or duplicate, until cancelled. Inside a batch and
    /// between batches more urgent events come first; inside a priority the order is the log's.
    /// </summary>
    IAsyncEnumerable<ImmutableArray<EventEnvelope>> FollowAsync(EventCursor after, CancellationToken cancellationToken = default);
}

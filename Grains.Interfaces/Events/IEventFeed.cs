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

    /// <summary>
    /// Reads events behind a place in the feed that the query matches, in sequence order. At most <paramref name="limit"/> of 1 to
    /// 1,000. Go on behind <c>after.Through(page.Next)</c>.
    /// </summary>
    Task<EventPage> ReadAsync(EventCursor after, int limit, EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads events of one priority behind a sequence from what this silo holds in memory; null when that does not reach so far back or
    /// ahead: the log has to be read. Head is the newest event of this priority that was read.
    /// </summary>
    EventPage? ReadRecent(EventPriority priority, long after, int limit);

    /// <summary>The newest event of each priority that this silo has read, 0 before it has read any.</summary>
    EventCursor Newest { get; }

    /// <summary>
    /// Everything after <paramref name="after"/>, then live, without gap or duplicate, until cancelled. Inside a batch and
    /// between batches more urgent events come first; inside a priority the order is the log's.
    /// What was deleted before it could be read is told, so that nothing is missed unawares.
    /// </summary>
    IAsyncEnumerable<EventBatch> FollowAsync(EventCursor after, CancellationToken cancellationToken = default);
}

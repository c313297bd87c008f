namespace Nms.Events;

/// <summary>Reads the event log, for Orleans clients; inside a silo <see cref="IEventFeed"/> does. Stateless worker, key 0.</summary>
[Alias("Nms.Events.IEventHistoryGrain")]
public interface IEventHistoryGrain : IGrainWithIntegerKey
{
    /// <summary>Returns events above a sequence number, in order. At most <paramref name="limit"/> of 1 to 1,000.</summary>
    [Alias("ReadAsync")]
    Task<EventPage> ReadAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken = default);
}

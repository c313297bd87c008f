using Orleans.Concurrency;

namespace Nms.Events;

/// <summary>Reads the event log for Orleans clients.</summary>
[GrainType("nms.event-history")]
[StatelessWorker]
internal sealed class EventHistoryGrain(IEventFeed feed) : Grain, IEventHistoryGrain
{
    public Task<EventPage> ReadAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken) =>
        feed.ReadAsync(EventCursor.At(after), limit, query, cancellationToken);
}

using Orleans.Concurrency;

namespace Nms.Events;

/// <summary>Reads the event log for whoever is not to see it itself.</summary>
[GrainType("nms.event-history")]
[StatelessWorker]
internal sealed class EventHistoryGrain(IEventLog log) : Grain, IEventHistoryGrain
{
    private const int MaximumLimit = 1_000;

    public Task<EventPage> ReadAsync(long after, int limit, EventQuery query, CancellationToken cancellationToken) =>
        log.QueryAsync(Math.Max(0, after), Math.Clamp(limit, 1, MaximumLimit), query, cancellationToken);
}

using System.Collections.Immutable;
using System.Diagnostics;
using Nms.Status;

namespace Nms.Events;

/// <summary>Turns what a rule decided into events and appends them to the log, counting them.</summary>
internal sealed class EventPublisher(IEventLog log, IIdSource ids, TimeProvider time, PlatformStatistics statistics, EventMeters meters)
{
    /// <summary>
    /// Gives drafts their id and instant. Done once, when the decision is made, so that repeating any later step
    /// repeats the same events.
    /// </summary>
    public ImmutableArray<EventEnvelope> Stamp(ImmutableArray<EventDraft> drafts)
    {
        if (drafts is [])
        {
            return [];
        }

        var now = time.GetUtcNow();
        var trace = NmsTelemetry.TraceParent;
        var correlation = RequestContext.Get(WellKnownKeys.CorrelationId) as string;
        return ImmutableArray.CreateRange(drafts, draft => new EventEnvelope
        {
            EventId = ids.NewId(),
            Type = draft.Type,
            ProjectId = draft.ProjectId,
            NodeId = draft.NodeId,
            Priority = EventCatalog.PriorityOf(draft.Type),
            OccurredAt = now,
            Source = draft.Source,
            DataJson = draft.DataJson,
            CorrelationId = correlation,
            TraceParent = trace,
        });
    }

    /// <summary>Measures the events that an outbox owes to the log, until the answer is disposed.</summary>
    public IDisposable Watch(Func<ImmutableArray<EventEnvelope>> owed) => meters.WatchOutbox(owed);

    /// <summary>Appends events durably, in order.</summary>
    public async Task AppendAsync(ImmutableArray<EventEnvelope> events, CancellationToken cancellationToken)
    {
        using var span = NmsTelemetry.Source.StartActivity("event append", ActivityKind.Producer);
        span?.SetTag("nms.event.count", events.Length);
        await log.AppendAsync(events, cancellationToken);
        foreach (var e in events)
        {
            statistics.EventPublished(e);
            meters.Appended(e);
        }
    }
}

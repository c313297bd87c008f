using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Nms.Status;

namespace Nms.Events;

/// <summary>How long events take into the log, and what is owed to it.</summary>
internal sealed class EventMeters
{
    private readonly QueueGauges _queues;
    private readonly TimeProvider _time;
    private readonly Histogram<double> _latency;

    public EventMeters(IMeterFactory meters, QueueGauges queues, TimeProvider time)
    {
        _queues = queues;
        _time = time;
        _latency = meters.Create(NmsTelemetry.Meter).CreateHistogram(
            "nms.event.appended.latency", "s", "From the instant of an event to its being durable in the log.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = NmsTelemetry.Seconds });

        // The series is there before anything is owed.
        _ = queues.Watch("outbox", static () => default);
    }

    public void Appended(EventEnvelope e) => _latency.Record(
        Math.Max(0, (_time.GetUtcNow() - e.OccurredAt).TotalSeconds), new KeyValuePair<string, object?>("priority", PriorityText(e.Priority)));

    /// <summary>Measures an outbox until the answer is disposed.</summary>
    public IDisposable WatchOutbox(Func<ImmutableArray<EventEnvelope>> owed) => _queues.Watch(
        "outbox",
        () => owed() is { IsDefaultOrEmpty: false } events
            ? new QueueReading(events.Length, _time.GetUtcNow() - events[0].OccurredAt)
            : default);

    /// <summary>The word of a priority, as every series and counter has it.</summary>
    public static string PriorityText(EventPriority priority) => priority switch
    {
        EventPriority.Critical => "critical",
        EventPriority.High => "high",
        EventPriority.Low => "low",
        _ => "normal",
    };
}

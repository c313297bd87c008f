using System.Diagnostics.Metrics;
using Nms.Events;
using Nms.Status;

namespace Nms.Messaging;

/// <summary>What this silo tells of messages.</summary>
internal sealed class MessageMeters
{
    private static readonly double[] s_seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300];

    private readonly Histogram<double> _queued;
    private readonly Counter<long> _settled;

    public MessageMeters(IMeterFactory meters)
    {
        var meter = meters.Create(NmsTelemetry.Meter);
        _queued = meter.CreateHistogram(
            "nms.messages.queue.duration", "s", "From acceptance to delivery.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = s_seconds });
        _settled = meter.CreateCounter<long>("nms.messages.settled", "{message}", "Messages acknowledged, tried again, given up or expired.");
    }

    public void Delivered(EventPriority priority, TimeSpan queued) =>
        _queued.Record(queued.TotalSeconds, new KeyValuePair<string, object?>("priority", EventMeters.PriorityText(priority)));

    public void Settled(MessageOutcome outcome) =>
        _settled.Add(1, new KeyValuePair<string, object?>("outcome", outcome.Status switch
        {
            MessageStatus.Completed => "completed",
            MessageStatus.Failed => "failed",
            MessageStatus.Timeout => "timeout",
            _ => "retried",
        }));
}

using System.Diagnostics.Metrics;
using Nms.Status;

namespace Nms.Webhooks;

/// <summary>What is measured of webhooks.</summary>
internal sealed class WebhookMeters
{
    private readonly Histogram<double> _attempts;
    private readonly Counter<long> _deadLetters;

    public WebhookMeters(IMeterFactory meters)
    {
        var meter = meters.Create(NmsTelemetry.Meter);
        _attempts = meter.CreateHistogram(
            "nms.webhook.attempt", "s", "From an attempt to deliver to its answer, or its failure.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = NmsTelemetry.Seconds });
        _deadLetters = meter.CreateCounter<long>("nms.webhook.dead_letters", "{event}", "Events that became dead letters.");
    }

    public void Sent(WebhookOutcome outcome) => _attempts.Record(outcome.Latency.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome.Kind switch
    {
        WebhookOutcomeKind.Delivered => "delivered",
        WebhookOutcomeKind.Unavailable => "unavailable",
        WebhookOutcomeKind.Gone => "gone",
        _ => "refused",
    }));

    public void Died() => _deadLetters.Add(1);
}

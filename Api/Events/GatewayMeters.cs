using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nms.Status;

namespace Nms.Api.Events;

/// <summary>What the gateway tells of its clients, and the spans of events on their way to them.</summary>
internal sealed class GatewayMeters
{
    private readonly QueueGauges _queues;
    private readonly Histogram<double> _latency;
    private EventGateway? _gateway;

    public GatewayMeters(IMeterFactory meters, QueueGauges queues)
    {
        _queues = queues;
        var meter = meters.Create(NmsTelemetry.Meter);
        _latency = meter.CreateHistogram(
            "nms.event.sent.latency", "s", "From the instant of an event to its frame having left.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = NmsTelemetry.Seconds });
        meter.CreateObservableGauge("nms.websocket.connections", () => _gateway?.Connections ?? 0, "{connection}", "WebSocket clients of this silo.");
        meter.CreateObservableCounter("nms.websocket.dropped", () => _gateway?.Dropped ?? 0, "{client}", "Clients closed because they did not take what was sent.");
        meter.CreateObservableCounter("nms.websocket.resumed", () => _gateway?.Resumed ?? 0, "{event}", "Events sent from the log to clients that came back or fell behind.");
        meter.CreateObservableCounter("nms.websocket.behind", () => _gateway?.FellBehind ?? 0, "{time}", "Times that a client had too much waiting and went on from the log.");
    }

    /// <summary>The span of a frame's way to a client, in the trace of the request that caused the event; null when nobody records it.</summary>
    public static Activity? StartSend(EventFrame frame)
    {
        if (frame.TraceParent is not { } parent || !NmsTelemetry.Source.HasListeners() || !ActivityContext.TryParse(parent, null, out var cause))
        {
            return null;
        }

        ActivityLink[]? socket = Activity.Current is { } current ? [new ActivityLink(current.Context)] : null;
        var span = NmsTelemetry.Source.StartActivity(ActivityKind.Consumer, cause, tags: null, socket, name: "event send");
        span?.SetTag("nms.event.type", frame.Type);
        return span;
    }

    /// <summary>Measures a gateway until the answer is disposed.</summary>
    public IDisposable Watch(EventGateway gateway, Func<QueueReading> queues)
    {
        _gateway = gateway;
        return _queues.Watch("gateway.clients", queues);
    }

    /// <summary>How long events took to leave for clients.</summary>
    public LatencyRecorder Latency { get; } = new();

    public void Sent(EventFrame frame, DateTimeOffset now)
    {
        // A clock that was set back does not make anything faster than at once.
        var took = now > frame.OccurredAt ? now - frame.OccurredAt : TimeSpan.Zero;
        _latency.Record(took.TotalSeconds, new KeyValuePair<string, object?>("priority", frame.Priority.ToWord()));
        Latency.Record(took);
    }
}

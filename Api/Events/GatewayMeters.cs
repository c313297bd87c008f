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
        meter.CreateObservableCounter("nms.websocket.resumed", () => _gateway?.Resumed ?? 0, "{event}", "Events sent from the log to clients that came back.");
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

    public void Sent(EventFrame frame, DateTimeOffset now) => _latency.Record(
        Math.Max(0, (now - frame.OccurredAt).TotalSeconds), new KeyValuePair<string, object?>("priority", frame.Priority.ToWord()));
}

using System.Diagnostics;

namespace Nms.Status;

/// <summary>Names under which the platform measures and traces itself.</summary>
public static class NmsTelemetry
{
    /// <summary>Name of the meter of every instrument that is ours.</summary>
    public const string Meter = "Nms";

    /// <summary>Name of <see cref="Source"/>.</summary>
    public const string SourceName = "Nms";

    /// <summary>Spans that no library makes for us: the append of events and their way to a client.</summary>
    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>Bounds, in seconds, of histograms of what takes between a millisecond and half a minute.</summary>
    public static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>The present span as others may refer to it (W3C traceparent), or null when nobody records it.</summary>
    public static string? TraceParent => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;
}

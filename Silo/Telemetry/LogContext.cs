using System.Diagnostics;

namespace Nms.Silo.Telemetry;

/// <summary>What ties a line of the log to the request it belongs to. A formatter runs where the line is written, so both are the writer's.</summary>
internal readonly record struct LogContext(string? CorrelationId, string? TraceId, string? SpanId)
{
    public static LogContext Current => new(
        RequestContext.Get(WellKnownKeys.CorrelationId) as string,
        Activity.Current?.TraceId.ToString(),
        Activity.Current?.SpanId.ToString());

    /// <summary>The one word that finds a request's lines.</summary>
    public string? Word => CorrelationId ?? TraceId;
}

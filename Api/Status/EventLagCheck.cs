using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Api.Events;
using Nms.Events;
using Nms.Status;

namespace Nms.Api.Status;

/// <summary>Events that the log has reach the clients of this silo.</summary>
internal sealed class EventLagCheck(IEventFeed feed, EventGateway gateway, TimeProvider time) : IHealthCheck
{
    private const string Remedy = "Look at the load of this machine and at the storage; when it stays so, start this silo again: clients resume without loss.";

    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_noticed = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_tooLong = TimeSpan.FromSeconds(60);

    // Rounds of checks do not overlap.
    private readonly EventLag _lag = new();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(s_deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        long head;
        try
        {
            head = Newest(await feed.GetHeadAsync(either.Token));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var cause = e is OperationCanceledException ? $"The log did not answer within {s_deadline.TotalSeconds:0} s." : e.Message;
            return HealthCheckResult.Unhealthy(cause, data: Data(null, null));
        }

        var handedOut = Newest(gateway.Position);
        var waiting = _lag.Look(head, handedOut, time.GetUtcNow());
        var data = Data(head - handedOut, waiting);
        return !gateway.IsRunning ? HealthCheckResult.Unhealthy("The feed of events is not followed on this silo.", data: data)
            : waiting > s_tooLong ? HealthCheckResult.Unhealthy(Cause(waiting), data: data)
            : waiting > s_noticed ? HealthCheckResult.Degraded(Cause(waiting), data: data)
            : HealthCheckResult.Healthy(data: Data(head - handedOut, waiting, remedy: null));
    }

    private static long Newest(EventCursor cursor) =>
        Math.Max(Math.Max(cursor.Critical, cursor.High), Math.Max(cursor.Normal, cursor.Low));

    private static string Cause(TimeSpan waiting) => $"Events wait for {waiting.TotalSeconds:0} s to be handed out on this silo.";

    private static Dictionary<string, object> Data(long? events, TimeSpan? waiting, string? remedy = Remedy)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        if (events is { } count)
        {
            data["waiting_events"] = Math.Max(0, count).ToString(CultureInfo.InvariantCulture);
        }

        if (waiting is { } age)
        {
            data["waiting_seconds"] = age.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        }

        if (remedy is not null)
        {
            data[HealthNames.RemedyKey] = remedy;
        }

        return data;
    }
}

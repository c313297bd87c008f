using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nms.Silo.Health;

/// <summary>Whether this silo can take requests: asked at most once a second, however many ask.</summary>
internal sealed class Readiness(HealthCheckService checks, TimeProvider time)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private long _asked;

    public Task<HealthReport> AskAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Unready ends the moment the last check succeeds, so a refusal is not kept.
            if (_report is null || (_report.IsCompleted && (!IsReady(_report) || time.GetElapsedTime(_asked) > s_kept)))
            {
                _asked = time.GetTimestamp();
                _report = checks.CheckHealthAsync(HealthServices.IsForReadiness, CancellationToken.None);
            }

            return _report.WaitAsync(cancellationToken);
        }
    }

    private static bool IsReady(Task<HealthReport> report) => report.IsCompletedSuccessfully && report.Result.Status != HealthStatus.Unhealthy;
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Status;

namespace Nms.Silo.Health;

/// <summary>A check with a deadline, whose failures are sentences.</summary>
internal abstract class DependencyCheck(TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(2);

    /// <summary>What to do when the check fails or does not end.</summary>
    protected abstract string Remedy { get; }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(s_deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            // Not every answer can be cancelled, the wait for it can.
            return await AskAsync(either.Token).WaitAsync(either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var cause = e is OperationCanceledException ? $"No answer within {s_deadline.TotalSeconds:0} s." : e.Message;
            return new HealthCheckResult(context.Registration.FailureStatus, cause, data: Data([], Remedy));
        }
    }

    protected abstract Task<HealthCheckResult> AskAsync(CancellationToken cancellationToken);

    protected static HealthCheckResult Ok(params (string Name, string Value)[] details) =>
        HealthCheckResult.Healthy(data: Data(details, null));

    protected static HealthCheckResult Warning(string cause, string remedy, params (string Name, string Value)[] details) =>
        HealthCheckResult.Degraded(cause, data: Data(details, remedy));

    protected static HealthCheckResult Critical(string cause, string remedy, params (string Name, string Value)[] details) =>
        HealthCheckResult.Unhealthy(cause, data: Data(details, remedy));

    private static Dictionary<string, object> Data((string Name, string Value)[] details, string? remedy)
    {
        var data = details.ToDictionary(detail => detail.Name, detail => (object)detail.Value, StringComparer.Ordinal);
        if (remedy is not null)
            data[HealthNames.RemedyKey] = remedy;
        return data;
    }
}

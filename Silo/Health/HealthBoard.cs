using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Status;

namespace Nms.Silo.Health;

/// <summary>Keeps what the last round of checks found, and since when it is so. The framework runs the rounds; readers only look.</summary>
internal sealed partial class HealthBoard(HealthCheckService checks, TimeProvider time, ILogger<HealthBoard> logger) : IHealthCheckPublisher, IPlatformHealth
{
    private readonly Lock _lock = new();
    private volatile HealthSummary? _summary;

    /// <summary>The last round, or null before the first.</summary>
    public HealthSummary? Last => _summary;

    public async ValueTask<HealthSummary> GetAsync(CancellationToken cancellationToken = default) =>
        _summary ?? Take(await checks.CheckHealthAsync(HealthServices.IsOnBoard, cancellationToken));

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        Take(report);
        return Task.CompletedTask;
    }

    private HealthSummary Take(HealthReport report)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            ImmutableArray<DependencyHealth> dependencies =
                [.. report.Entries.Select(entry => Of(entry.Key, entry.Value, now)).OrderBy(dependency => dependency.Name, StringComparer.Ordinal)];
            foreach (var dependency in dependencies)
                Tell(_summary?.Find(dependency.Name)?.State, dependency);

            return _summary = new HealthSummary(dependencies.Max(dependency => dependency.State), now, dependencies);
        }
    }

    private DependencyHealth Of(string name, HealthReportEntry entry, DateTimeOffset now)
    {
        var state = entry.Status switch
        {
            HealthStatus.Healthy => HealthState.Ok,
            HealthStatus.Degraded => HealthState.Warning,
            _ => HealthState.Critical,
        };
        var known = _summary?.Find(name);
        return new DependencyHealth(
            name,
            state,
            entry.Duration,
            known?.State == state ? known.Since : now,
            state == HealthState.Ok ? null : entry.Description,
            entry.Data.GetValueOrDefault(HealthNames.RemedyKey) as string,
            entry.Data.Where(data => data.Key != HealthNames.RemedyKey)
                .ToImmutableSortedDictionary(data => data.Key, data => $"{data.Value}", StringComparer.Ordinal));
    }

    private void Tell(HealthState? before, DependencyHealth dependency)
    {
        if (dependency.State == before || (before is null && dependency.State == HealthState.Ok))
            return;

        var level = dependency.State switch
        {
            HealthState.Ok => LogLevel.Information,
            HealthState.Warning => LogLevel.Warning,
            _ => LogLevel.Error,
        };
        LogChanged(level, dependency.Name, dependency.State, dependency.Cause ?? "all is well again");
    }

    [LoggerMessage(EventId = 9022, Message = "Health of {Dependency} is {State}: {Cause}")]
    private partial void LogChanged(LogLevel level, string dependency, HealthState state, string cause);
}

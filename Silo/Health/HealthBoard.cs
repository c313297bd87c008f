using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nms.Status;

namespace Nms.Silo.Health;

/// <summary>Keeps what the last round of checks found, and since when it is so. The framework runs the rounds; readers only look.</summary>
internal sealed partial class HealthBoard : IHealthCheckPublisher, IPlatformHealth
{
    private readonly HealthCheckService _checks;
    private readonly TimeProvider _time;
    private readonly ILogger<HealthBoard> _logger;
    private readonly Lock _lock = new();
    private volatile HealthSummary? _summary;

    public HealthBoard(HealthCheckService checks, IMeterFactory meters, TimeProvider time, ILogger<HealthBoard> logger)
    {
        _checks = checks;
        _time = time;
        _logger = logger;
        meters.Create(NmsTelemetry.Meter).CreateObservableGauge("nms.health.state", States, null, "Health of a dependency: 1 ok, 2 warning, 3 critical.");
    }

    public async ValueTask<HealthSummary> GetAsync(CancellationToken cancellationToken = default) =>
        _summary ?? Take(await _checks.CheckHealthAsync(HealthServices.IsOnBoard, cancellationToken));

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        Take(report);
        return Task.CompletedTask;
    }

    private HealthSummary Take(HealthReport report)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            ImmutableArray<DependencyHealth> dependencies =
                [.. report.Entries.Select(entry => Of(entry.Key, entry.Value, now)).OrderBy(dependency => dependency.Name, StringComparer.Ordinal)];
            foreach (var dependency in dependencies)
                Tell(_summary?.Find(dependency.Name)?.State, dependency);

            return _summary = new HealthSummary(dependencies.Max(dependency => dependency.State), now, dependencies);
        }
    }

    private IEnumerable<Measurement<int>> States() => (_summary?.Dependencies ?? [])
        .Select(dependency => new Measurement<int>((int)dependency.State, new KeyValuePair<string, object?>("dependency", dependency.Name)));

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

using Nms.Contracts.Discovery;
using Nms.Discovery;
using WireRunStatus = Nms.Contracts.Discovery.DiscoveryRunStatus;
using WireTargetStatus = Nms.Contracts.Discovery.DiscoveryTargetStatus;

namespace Nms.Api.Discovery;

/// <summary>Runs and schedules as JSON shows them.</summary>
internal static class DiscoveryMapping
{
    public static DiscoveryRunResponse ToResponse(this DiscoveryRunSnapshot run, bool joined = false) => new(
        run.RunId,
        (WireRunStatus)run.Status,
        run.Phase,
        run.Error,
        run.ProjectName,
        run.Request.RequestedBy,
        run.Request.ScheduleId,
        ToResponse(run.Request.Scope, run.Request.Options),
        run.StartedAt,
        run.CompletedAt,
        joined,
        run.Targets.Length,
        run.Done,
        run.AddressesSwept,
        run.Resumed,
        [.. run.Targets.Select(ToResponse)],
        run.Notes,
        run.Comparison is { } comparison
            ? new DiscoveryComparisonResponse(comparison.PreviousRunId, comparison.Discovered, comparison.Changed, comparison.Lost, comparison.Unchanged)
            : null);

    public static DiscoveryRunEntryResponse ToResponse(this DiscoveryRunEntry run) => new(run.RunId, run.ProjectId, (WireRunStatus)run.Status, run.StartedAt);

    public static DiscoveryScheduleResponse ToResponse(this DiscoverySchedule schedule) => new(
        schedule.ScheduleId,
        schedule.Name,
        ToResponse(schedule.Scope, schedule.Options),
        schedule.Every.TotalSeconds,
        schedule.Jitter.TotalSeconds,
        schedule.Enabled,
        schedule.OwnerName,
        schedule.CreatedAt,
        schedule.NextAt,
        schedule.LastRunId,
        schedule.LastError);

    private static DiscoveryTargetResponse ToResponse(DiscoveryTarget target) => new(
        target.EquipmentId,
        target.Name,
        (WireTargetStatus)target.Status,
        target.Error,
        target.Took is { } took ? Math.Round(took.TotalSeconds, 3) : null,
        target.Requests,
        target.Changed,
        target.Addresses,
        target.Depth);

    private static DiscoveryScopeResponse ToResponse(DiscoveryScope scope, DiscoveryRunOptions options) => new(
        scope.ProjectId,
        scope.NodeId,
        scope.Ranges,
        scope.Seeds,
        scope.Exclude,
        scope.CrawlDepth,
        options.IncludeSnmp,
        options.IncludePerformance,
        options.IncludeTopology,
        options.IncludeConsole,
        options.IncludeConfiguration,
        options.IncludeReachability,
        options.Traceroute,
        options.StartIfStopped,
        options.MaxConcurrent);
}

using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Discovery;

/// <summary>Knows the discovery runs and schedules. One run of a scope at a time. Key: <see cref="WellKnownKeys.Default"/>.</summary>
[Alias("Nms.Discovery.IDiscoveryDirectoryGrain")]
public interface IDiscoveryDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Begins a run, or joins the one of the same scope that is under way.</summary>
    /// <exception cref="ThrottledException">As many runs are under way as there may be.</exception>
    [Alias("StartAsync")]
    Task<DiscoveryStart> StartAsync(DiscoveryRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs that are under way.</summary>
    [Alias("ListActiveAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<Guid>> ListActiveAsync(CancellationToken cancellationToken = default);

    /// <summary>Runs, the newest first; as many as are kept.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<DiscoveryRunEntry>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes the news that a run has ended. For the run only.</summary>
    [Alias("EndedAsync")]
    Task EndedAsync(Guid runId, DiscoveryRunStatus status, CancellationToken cancellationToken = default);

    /// <summary>Makes or replaces a schedule.</summary>
    /// <exception cref="ConflictException">There are as many schedules as there may be.</exception>
    [Alias("SaveScheduleAsync")]
    Task<DiscoverySchedule> SaveScheduleAsync(DiscoverySchedule schedule, CancellationToken cancellationToken = default);

    /// <summary>Deletes a schedule. False when there is none.</summary>
    [Alias("DeleteScheduleAsync")]
    Task<bool> DeleteScheduleAsync(Guid scheduleId, CancellationToken cancellationToken = default);

    /// <summary>All schedules, by name.</summary>
    [Alias("ListSchedulesAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<DiscoverySchedule>> ListSchedulesAsync(CancellationToken cancellationToken = default);

    /// <summary>Begins the runs of schedules that are due. Called again and again from every silo, and by a reminder.</summary>
    [Alias("RunDueAsync")]
    Task RunDueAsync(CancellationToken cancellationToken = default);
}

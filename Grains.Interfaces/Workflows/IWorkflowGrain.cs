using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Workflows;

/// <summary>One workflow (key: its name): keeps the versions of its definition, and lets runs of it in.</summary>
[Alias("Nms.Workflows.IWorkflowGrain")]
public interface IWorkflowGrain : IGrainWithStringKey
{
    /// <summary>Shows a version, or the newest; null when there is none, or it was deleted and <paramref name="deleted"/> is false.</summary>
    [Alias("FindAsync"), AlwaysInterleave]
    ValueTask<WorkflowVersion?> FindAsync(int? version, bool deleted = false, CancellationToken cancellationToken = default);

    /// <summary>Lists the versions, the newest first.</summary>
    [Alias("ListVersionsAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<WorkflowVersion>> ListVersionsAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a version, or returns the newest when it says the same. The source was validated by <see cref="IWorkflowDefinitions"/>.</summary>
    /// <exception cref="ConflictException">The workflow is built in.</exception>
    [Alias("SaveAsync")]
    Task<WorkflowVersion> SaveAsync(string source, string by, bool builtIn, CancellationToken cancellationToken = default);

    /// <summary>Deletes the workflow: no run of it begins any more; those that are not over go on.</summary>
    /// <exception cref="ConflictException">The workflow is built in.</exception>
    [Alias("DeleteAsync")]
    Task<bool> DeleteAsync(string by, CancellationToken cancellationToken = default);

    /// <summary>Starts a run.</summary>
    /// <exception cref="NotFoundException">workflow_not_found.</exception>
    /// <exception cref="ValidationException">The inputs are not what the definition asks for.</exception>
    /// <exception cref="ConflictException">run_key_in_use.</exception>
    /// <exception cref="ThrottledException">too_many_workflow_runs.</exception>
    [Alias("StartAsync"), AlwaysInterleave]
    Task<WorkflowStart> StartAsync(WorkflowStartRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tells how runs of it went.</summary>
    [Alias("GetStatisticsAsync"), AlwaysInterleave]
    ValueTask<WorkflowStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default);

    /// <summary>Learns that a run is over. One way: nothing depends on it but estimates.</summary>
    [Alias("RunEndedAsync"), AlwaysInterleave, OneWay]
    Task RunEndedAsync(WorkflowRunSnapshot run, CancellationToken cancellationToken = default);
}

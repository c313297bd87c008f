using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>
/// Every workflow run, durably. A run is one row with its whole state, and its history in rows of their own: a commit writes both in one
/// transaction. It carries the number of the commit before it, and is refused when another has come since, so that an activation that was
/// replaced cannot write beside its successor.
/// </summary>
public interface IWorkflowStore
{
    /// <summary>Reads a run, or null.</summary>
    Task<StoredWorkflowRun?> FindAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Writes a commit, all or nothing, durably.</summary>
    /// <exception cref="ConflictException">
    /// workflow_run_moved: the run's latest commit is not the one before this (0 for none). run_key_in_use: another run of the workflow that is
    /// not over has this key.
    /// </exception>
    Task CommitAsync(WorkflowCommit commit, CancellationToken cancellationToken = default);

    /// <summary>Runs whose due instant is not after <paramref name="until"/>, the most overdue first.</summary>
    Task<ImmutableArray<DueWorkflowRun>> ReadDueAsync(DateTimeOffset until, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads a run's history behind a sequence, in order.</summary>
    Task<ImmutableArray<WorkflowHistoryEntry>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads matching runs, the newest first.</summary>
    Task<ImmutableArray<WorkflowRunRow>> QueryAsync(WorkflowRunQuery query, int limit, CancellationToken cancellationToken = default);

    /// <summary>The run of a workflow that is not over and has this key, or null.</summary>
    Task<Guid?> FindByKeyAsync(string workflow, string key, CancellationToken cancellationToken = default);

    /// <summary>How many runs are not over, by workflow.</summary>
    Task<ImmutableDictionary<string, int>> CountActiveAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes runs that were over before an instant, with history and artifacts. Returns how many.</summary>
    Task<long> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken = default);

    /// <summary>Deletes a run that is over. False when there is none.</summary>
    Task<bool> DeleteAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Keeps a file of a run; the same name again replaces it.</summary>
    Task SaveArtifactAsync(WorkflowArtifact artifact, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>Lists the files of a run, by name.</summary>
    Task<ImmutableArray<WorkflowArtifact>> ListArtifactsAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Reads a file of a run, or null.</summary>
    Task<byte[]?> ReadArtifactAsync(Guid runId, string name, CancellationToken cancellationToken = default);
}

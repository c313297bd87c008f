using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>What is kept of runs, for whoever shows it: any silo answers for itself. Secrets are masked. In the same process as its caller.</summary>
public interface IWorkflowRuns
{
    /// <summary>Reads matching runs, the newest first.</summary>
    Task<ImmutableArray<WorkflowRunRow>> QueryAsync(WorkflowRunQuery query, int limit, CancellationToken cancellationToken = default);

    /// <summary>Reads a run's history behind a sequence, in order.</summary>
    Task<ImmutableArray<WorkflowHistoryEntry>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default);

    /// <summary>Lists the files of a run, by name.</summary>
    Task<ImmutableArray<WorkflowArtifact>> ListArtifactsAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>Reads a file of a run, or null.</summary>
    Task<byte[]?> ReadArtifactAsync(Guid runId, string name, CancellationToken cancellationToken = default);
}

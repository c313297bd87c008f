using System.Collections.Immutable;
using Nms.Workflows.Engine;

namespace Nms.Workflows;

/// <summary>The store as others may see it.</summary>
internal sealed class WorkflowRuns(IWorkflowStore store) : IWorkflowRuns
{
    public async Task<ImmutableArray<WorkflowRunRow>> QueryAsync(WorkflowRunQuery query, int limit, CancellationToken cancellationToken) =>
        [.. (await store.QueryAsync(query, limit, cancellationToken)).Select(row => row with { Key = WorkflowMask.TextOrNull(row.Key) })];

    public async Task<ImmutableArray<WorkflowHistoryEntry>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken) =>
        [.. (await store.ReadHistoryAsync(runId, after, limit, cancellationToken)).Select(entry => entry with { DataJson = WorkflowMask.Text(entry.DataJson) })];

    public Task<ImmutableArray<WorkflowArtifact>> ListArtifactsAsync(Guid runId, CancellationToken cancellationToken) => store.ListArtifactsAsync(runId, cancellationToken);

    public Task<byte[]?> ReadArtifactAsync(Guid runId, string name, CancellationToken cancellationToken) => store.ReadArtifactAsync(runId, name, cancellationToken);
}

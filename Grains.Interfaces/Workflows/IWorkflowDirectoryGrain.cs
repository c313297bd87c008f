using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nms.Workflows;

/// <summary>Knows the workflows there are.</summary>
[Alias("Nms.Workflows.IWorkflowDirectoryGrain")]
public interface IWorkflowDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Lists the newest version of each, by name.</summary>
    [Alias("ListAsync"), AlwaysInterleave]
    ValueTask<ImmutableArray<WorkflowVersion>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Learns of a new version.</summary>
    /// <exception cref="ConflictException">too_many_workflows.</exception>
    [Alias("SavedAsync")]
    Task SavedAsync(WorkflowVersion version, CancellationToken cancellationToken = default);

    /// <summary>Learns that one is deleted.</summary>
    [Alias("DeletedAsync")]
    Task DeletedAsync(string name, CancellationToken cancellationToken = default);
}

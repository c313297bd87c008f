using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Topology;
using Orleans.Concurrency;

namespace Nms.Projects;

/// <summary>
/// One GNS3 project: the single owner of its topology, which it keeps as one immutable value so that a read never fans out
/// over the nodes. Key: GNS3 project id. Commands are <see cref="IProjectCommandsGrain"/>.
/// </summary>
[Alias("Nms.Projects.IProjectGrain")]
public interface IProjectGrain : IGrainWithGuidKey
{
    /// <summary>Returns what is known of the project, without asking GNS3.</summary>
    /// <exception cref="NotFoundException">project_not_found.</exception>
    [Alias("GetAsync"), AlwaysInterleave]
    ValueTask<ProjectSnapshot> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns the whole topology, or null when it is still the one named by <paramref name="unlessVersion"/>.</summary>
    /// <exception cref="NotFoundException">project_not_found.</exception>
    [Alias("GetTopologyAsync"), AlwaysInterleave]
    ValueTask<ProjectTopology?> GetTopologyAsync(string? unlessVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Returns one node and the project, without asking GNS3: the cheapest read of a node.</summary>
    /// <exception cref="NotFoundException">project_not_found, node_not_found.</exception>
    [Alias("GetNodeAsync"), AlwaysInterleave]
    ValueTask<NodeInProject> GetNodeAsync(Guid nodeId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Marks the start of a read of GNS3. What notifications say after the mark wins over what the read then brings,
    /// because GNS3 numbers neither.
    /// </summary>
    [Alias("BeginReadAsync")]
    ValueTask<long> BeginReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes notifications in the order GNS3 sent them. Idempotent.</summary>
    /// <returns>Whether a full read must settle something that is held.</returns>
    [Alias("ObserveAsync")]
    Task<ReadNeed> ObserveAsync(ImmutableArray<ProjectObservation> observations, CancellationToken cancellationToken = default);

    /// <summary>Takes one node as a read that began at <paramref name="readMark"/> showed it.</summary>
    [Alias("ObserveNodeReadAsync")]
    Task<NodeSnapshot> ObserveNodeReadAsync(NodeObservation node, long readMark, CancellationToken cancellationToken = default);

    /// <summary>Compares the model with a full read that began at <paramref name="readMark"/>; the differences become events.</summary>
    [Alias("ReconcileAsync")]
    Task<ProjectTopology> ReconcileAsync(ProjectFacts facts, long readMark, CancellationToken cancellationToken = default);

    /// <summary>Takes the news whether the hub hears the project's server (the model is live) or not.</summary>
    [Alias("SetLiveAsync")]
    Task SetLiveAsync(bool live, CancellationToken cancellationToken = default);
}

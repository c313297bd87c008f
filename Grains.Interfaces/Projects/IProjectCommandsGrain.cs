using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>
/// Commands on one project. Stateless: asks GNS3, hands what GNS3 then shows to the project, and returns it. Key: GNS3
/// project id. Throws what <see cref="INodeCommandsGrain"/> throws.
/// </summary>
[Alias("Nms.Projects.IProjectCommandsGrain")]
public interface IProjectCommandsGrain : IGrainWithGuidKey
{
    /// <summary>Opens the project; an opened one is left alone.</summary>
    [Alias("OpenAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectSnapshot> OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>Closes the project, which stops its nodes.</summary>
    [Alias("CloseAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectSnapshot> CloseAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes the project.</summary>
    [Alias("UpdateAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectSnapshot> UpdateAsync(ProjectChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes the project and its files.</summary>
    [Alias("DeleteAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Copies the project under a new name.</summary>
    [Alias("DuplicateAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectSnapshot> DuplicateAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Asks GNS3 for its own counts.</summary>
    [Alias("GetStatsAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectStats> GetStatsAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the whole project from GNS3 and compares: `?refresh=true`.</summary>
    [Alias("RefreshAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectTopology> RefreshAsync(CancellationToken cancellationToken = default);

    /// <summary>Starts, stops, suspends or reloads every node, and says what became of each.</summary>
    [Alias("ControlNodesAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodesCommandResult> ControlNodesAsync(NodesAction action, CancellationToken cancellationToken = default);

    /// <summary>Creates a node.</summary>
    [Alias("CreateNodeAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeSnapshot> CreateNodeAsync(NodeDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Creates a node from a template.</summary>
    [Alias("InstantiateTemplateAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<NodeSnapshot> InstantiateTemplateAsync(Guid templateId, int x, int y, string? name, string? computeId, CancellationToken cancellationToken = default);

    /// <summary>Creates a link.</summary>
    [Alias("CreateLinkAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<LinkSnapshot> CreateLinkAsync(LinkDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Changes a link's filters or suspends it.</summary>
    [Alias("UpdateLinkAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<LinkSnapshot> UpdateLinkAsync(Guid linkId, LinkChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes a link.</summary>
    [Alias("DeleteLinkAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task DeleteLinkAsync(Guid linkId, CancellationToken cancellationToken = default);

    /// <summary>Starts a packet capture on a link.</summary>
    [Alias("StartCaptureAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<LinkSnapshot> StartCaptureAsync(Guid linkId, string? captureFileName, CancellationToken cancellationToken = default);

    /// <summary>Stops the packet capture on a link.</summary>
    [Alias("StopCaptureAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<LinkSnapshot> StopCaptureAsync(Guid linkId, CancellationToken cancellationToken = default);

    /// <summary>Lists the project's snapshots (asked of GNS3: it does not tell of them).</summary>
    [Alias("ListSnapshotsAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ImmutableArray<SnapshotDescription>> ListSnapshotsAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes a snapshot.</summary>
    [Alias("CreateSnapshotAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<SnapshotDescription> CreateSnapshotAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Restores a snapshot; returns the topology after it.</summary>
    [Alias("RestoreSnapshotAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task<ProjectTopology> RestoreSnapshotAsync(Guid snapshotId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a snapshot.</summary>
    [Alias("DeleteSnapshotAsync"), ResponseTimeout(CommandTimeout.Longest)]
    Task DeleteSnapshotAsync(Guid snapshotId, CancellationToken cancellationToken = default);
}

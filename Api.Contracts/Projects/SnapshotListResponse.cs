namespace Nms.Contracts.Projects;

/// <summary>The snapshots of a project, asked of GNS3 for this answer: it does not tell of them.</summary>
/// <param name="Snapshots">As GNS3 lists them.</param>
public sealed record SnapshotListResponse(IReadOnlyList<SnapshotResponse> Snapshots) : Page;

namespace Nms.Contracts.Projects;

/// <summary>One snapshot of a project.</summary>
/// <param name="SnapshotId">GNS3's id.</param>
/// <param name="ProjectId">The project it is of.</param>
/// <param name="Name">Name.</param>
/// <param name="CreatedAt">When it was taken.</param>
public sealed record SnapshotResponse(Guid SnapshotId, Guid ProjectId, string Name, DateTimeOffset? CreatedAt);

namespace Nms.Projects;

/// <summary>One snapshot of a project.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.SnapshotDescription")]
public sealed record SnapshotDescription(
    [property: Id(0)] Guid SnapshotId,
    [property: Id(1)] Guid ProjectId,
    [property: Id(2)] string Name,
    [property: Id(3)] DateTimeOffset? CreatedAt);

namespace Nms.Projects;

/// <summary>GNS3's own counts of a project.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectStats")]
public sealed record ProjectStats(
    [property: Id(0)] int Nodes,
    [property: Id(1)] int Links,
    [property: Id(2)] int Drawings,
    [property: Id(3)] int Snapshots);

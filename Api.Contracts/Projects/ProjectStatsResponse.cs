namespace Nms.Contracts.Projects;

/// <summary>GNS3's own counts of a project, asked of it for this answer.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Nodes">Number of nodes; 0 while the project is closed.</param>
/// <param name="Links">Number of links; 0 while the project is closed.</param>
/// <param name="Drawings">Number of drawings; 0 while the project is closed.</param>
/// <param name="Snapshots">Number of snapshots.</param>
public sealed record ProjectStatsResponse(Guid ProjectId, int Nodes, int Links, int Drawings, int Snapshots) : Answer;

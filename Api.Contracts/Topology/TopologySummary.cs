namespace Nms.Contracts.Topology;

/// <summary>Counts of a topology.</summary>
/// <param name="TotalProjects">Number of projects.</param>
/// <param name="TotalNodes">Number of nodes.</param>
/// <param name="TotalLinks">Number of links.</param>
/// <param name="NodesByStatus">Number of nodes by status.</param>
/// <param name="NodesByType">Number of nodes by type.</param>
public sealed record TopologySummary(
    int TotalProjects,
    int TotalNodes,
    int TotalLinks,
    IReadOnlyDictionary<string, int> NodesByStatus,
    IReadOnlyDictionary<string, int> NodesByType);

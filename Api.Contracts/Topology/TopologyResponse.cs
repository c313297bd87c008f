using Nms.Contracts.Nodes;
using Nms.Contracts.Projects;

namespace Nms.Contracts.Topology;

/// <summary>A whole project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Nodes">Its nodes, by name.</param>
/// <param name="Links">Its links.</param>
/// <param name="Drawings">Its drawings.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Version">Names this content; also in the ETag.</param>
public sealed record TopologyResponse(
    ProjectResponse Project,
    IReadOnlyList<NodeResponse> Nodes,
    IReadOnlyList<LinkResponse> Links,
    IReadOnlyList<DrawingResponse> Drawings,
    TopologySummary Summary,
    string Version) : Answer;

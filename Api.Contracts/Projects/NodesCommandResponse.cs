using Nms.Contracts.Nodes;

namespace Nms.Contracts.Projects;

/// <summary>What a command on all nodes of a project did.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Action">start, stop, suspend or reload.</param>
/// <param name="Success">True when it succeeded on every node.</param>
/// <param name="TotalNodes">Number of nodes.</param>
/// <param name="Succeeded">On how many it succeeded.</param>
/// <param name="Failed">On how many it failed.</param>
/// <param name="Nodes">One entry a node.</param>
/// <param name="Timestamp">When it was done.</param>
public sealed record NodesCommandResponse(
    Guid ProjectId,
    string Action,
    bool Success,
    int TotalNodes,
    int Succeeded,
    int Failed,
    IReadOnlyList<NodeOutcomeResponse> Nodes,
    DateTimeOffset Timestamp);

/// <summary>What a command did to one node.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Name">Its name.</param>
/// <param name="OldStatus">Status before.</param>
/// <param name="NewStatus">Status after.</param>
/// <param name="Error">GNS3's reason when it failed, else null.</param>
public sealed record NodeOutcomeResponse(Guid NodeId, string Name, NodeStatus OldStatus, NodeStatus NewStatus, string? Error);

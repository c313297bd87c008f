namespace Nms.Contracts.Nodes;

/// <summary>What a command on a node did.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="ProjectId">The project it is in.</param>
/// <param name="Action">start, stop, suspend, reload or restart.</param>
/// <param name="OldStatus">Status before.</param>
/// <param name="NewStatus">Status after, as GNS3 showed it.</param>
/// <param name="Node">The node after it.</param>
/// <param name="Timestamp">When it was done.</param>
public sealed record NodeCommandResponse(
    Guid NodeId,
    Guid ProjectId,
    string Action,
    NodeStatus OldStatus,
    NodeStatus NewStatus,
    NodeResponse Node,
    DateTimeOffset Timestamp);

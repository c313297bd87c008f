namespace Nms.Nodes;

/// <summary>What a command on a node did.</summary>
/// <param name="OldStatus">Status before the command.</param>
/// <param name="Node">The node as GNS3 showed it after the command.</param>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeCommandResult")]
public sealed record NodeCommandResult(
    [property: Id(0)] NodeStatus OldStatus,
    [property: Id(1)] NodeSnapshot Node);

namespace Nms.Nodes;

/// <summary>What is answered when a node cannot be had.</summary>
internal static class NodeFailures
{
    public static NotFoundException NotFound(NodeKey key) =>
        new("node_not_found", $"There is no node {key.NodeId:D} in project {key.ProjectId:D}.");
}

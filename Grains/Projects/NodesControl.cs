using Nms.Nodes;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>What became of each node when all were told the same.</summary>
internal static class NodesControl
{
    /// <summary>True when the node is as the action wants it, or is of a kind that always runs.</summary>
    public static bool IsDone(NodesAction action, NodeSnapshot node) => AlwaysRuns(node.NodeType) || action switch
    {
        NodesAction.Start or NodesAction.Reload => node.Status == NodeStatus.Started,
        NodesAction.Stop => node.Status == NodeStatus.Stopped,

        // An emulator that cannot suspend stops.
        NodesAction.Suspend => node.Status is NodeStatus.Suspended or NodeStatus.Stopped,
        _ => true,
    };

    public static NodesCommandResult Sum(Guid projectId, NodesAction action, ProjectTopology before, ProjectTopology after, string? refusal)
    {
        var old = before.Nodes.ToDictionary(node => node.Key.NodeId, node => node.Status);
        return new NodesCommandResult(projectId, [.. after.Nodes.Select(node => new NodeOutcome(
            node.Key.NodeId,
            node.Name,
            old.GetValueOrDefault(node.Key.NodeId),
            node.Status,
            IsDone(action, node) ? null : refusal ?? $"Node {node.Name} is still {NodeLogic.Text(node.Status)}."))]);
    }

    private static bool AlwaysRuns(string nodeType) => nodeType
        is "ethernet_switch" or "ethernet_hub" or "frame_relay_switch" or "atm_switch" or "cloud" or "nat";
}

using Nms.Api.Nodes;
using Nms.Projects;

namespace Nms.Api.Access;

/// <summary>What a command on many nodes did to one of them, as the audit log keeps it.</summary>
internal readonly record struct NodeChange(Guid NodeId, string Name, string Old, string New, string? Error)
{
    public static IEnumerable<NodeChange> Of(NodesCommandResult result) =>
        result.Nodes.Select(node => new NodeChange(node.NodeId, node.Name, node.OldStatus.ToWord(), node.NewStatus.ToWord(), node.Error));
}

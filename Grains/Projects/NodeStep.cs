using Nms.Nodes;

namespace Nms.Projects;

/// <summary>One thing to tell a node grain.</summary>
internal abstract record NodeStep(Guid NodeId);

/// <summary>GNS3 spoke of the node.</summary>
internal sealed record ObserveNode(Guid NodeId, NodeObservation Observation) : NodeStep(NodeId);

/// <summary>The node was deleted.</summary>
internal sealed record RemoveNode(Guid NodeId) : NodeStep(NodeId);

/// <summary>The node went with its project.</summary>
internal sealed record ForgetNode(Guid NodeId) : NodeStep(NodeId);

/// <summary>The node is another one's continuation under a new id.</summary>
internal sealed record ContinueNode(Guid NodeId, NodeSnapshot Previous, NodeObservation Observation) : NodeStep(NodeId);

using Nms.Projects;

namespace Nms.Nodes;

/// <summary>A node, and the project it was read from: how fresh the one is follows from the other.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeInProject")]
public readonly record struct NodeInProject([property: Id(0)] ProjectSnapshot Project, [property: Id(1)] NodeSnapshot Node);

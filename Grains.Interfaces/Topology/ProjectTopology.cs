using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Projects;

namespace Nms.Topology;

/// <summary>A whole project as one immutable value, replaced at every change.</summary>
/// <param name="Project">The project.</param>
/// <param name="Nodes">Its nodes, by name.</param>
/// <param name="Links">Its links.</param>
/// <param name="Drawings">Its drawings.</param>
/// <param name="Version">Names this content: two values with the same version are the same. Opaque, safe in an ETag.</param>
[GenerateSerializer, Immutable, Alias("Nms.Topology.ProjectTopology")]
public sealed record ProjectTopology(
    [property: Id(0)] ProjectSnapshot Project,
    [property: Id(1)] ImmutableArray<NodeSnapshot> Nodes,
    [property: Id(2)] ImmutableArray<LinkSnapshot> Links,
    [property: Id(3)] ImmutableArray<DrawingSnapshot> Drawings,
    [property: Id(4)] string Version);

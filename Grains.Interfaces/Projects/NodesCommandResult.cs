using System.Collections.Immutable;
using Nms.Nodes;

namespace Nms.Projects;

/// <summary>What a command on all nodes of a project did, one entry a node.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.NodesCommandResult")]
public sealed record NodesCommandResult(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] ImmutableArray<NodeOutcome> Nodes);

/// <summary>What a command did to one node; <paramref name="Error"/> is null when it succeeded.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.NodeOutcome")]
public sealed record NodeOutcome(
    [property: Id(0)] Guid NodeId,
    [property: Id(1)] string Name,
    [property: Id(2)] NodeStatus OldStatus,
    [property: Id(3)] NodeStatus NewStatus,
    [property: Id(4)] string? Error);

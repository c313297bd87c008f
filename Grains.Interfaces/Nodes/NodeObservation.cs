namespace Nms.Nodes;

/// <summary>What GNS3 said of one node, by a notification or by an answer.</summary>
/// <param name="Facts">The node's facts; its observed and changed instants are set by the node itself.</param>
/// <param name="HasStatus">False when GNS3 gave no status (a node of a closed project): the known one stays.</param>
/// <param name="IsPartial">True when only the members a closed project lists are there: others keep their known value.</param>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeObservation")]
public sealed record NodeObservation(
    [property: Id(0)] NodeSnapshot Facts,
    [property: Id(1)] bool HasStatus,
    [property: Id(2)] bool IsPartial);

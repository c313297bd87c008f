namespace Nms.Topology;

/// <summary>A neighbour that somebody names and that is no node, or several.</summary>
/// <param name="Evidence">Who named it.</param>
/// <param name="Reason">Why it is not known which node it is.</param>
[GenerateSerializer, Immutable, Alias("Nms.Topology.DriftAmbiguity")]
public sealed record DriftAmbiguity([property: Id(0)] DriftEvidence Evidence, [property: Id(1)] string Reason);

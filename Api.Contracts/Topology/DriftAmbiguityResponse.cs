namespace Nms.Contracts.Topology;

/// <summary>A neighbour that somebody names and that is no node, or several.</summary>
/// <param name="Evidence">Who named it.</param>
/// <param name="Reason">Why it is not known which node it is.</param>
public sealed record DriftAmbiguityResponse(DriftEvidenceResponse Evidence, string Reason);

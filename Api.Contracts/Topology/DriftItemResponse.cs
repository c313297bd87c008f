namespace Nms.Contracts.Topology;

/// <summary>One link, drawn or seen, and the judgement of it.</summary>
/// <param name="ItemId">Names it from one report to the next.</param>
/// <param name="State">The judgement.</param>
/// <param name="LinkId">GNS3's link; null for what is not drawn.</param>
/// <param name="A">One end.</param>
/// <param name="B">The other end.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Evidence">Who saw what.</param>
public sealed record DriftItemResponse(
    string ItemId, DriftState State, Guid? LinkId, DriftEndResponse A, DriftEndResponse B, string Reason, IReadOnlyList<DriftEvidenceResponse> Evidence);

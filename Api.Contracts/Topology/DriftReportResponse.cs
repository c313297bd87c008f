namespace Nms.Contracts.Topology;

/// <summary>The lab as it is drawn beside the network as it shows itself.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="JudgedAt">When it was judged so.</param>
/// <param name="RunId">The discovery run whose sightings were judged last.</param>
/// <param name="Counts">How many items there are in each state, of all items.</param>
/// <param name="Items">Every link that was asked for, drawn ones first.</param>
/// <param name="Ambiguous">Neighbours that are no node, or several.</param>
public sealed record DriftReportResponse(
    Guid ProjectId,
    DateTimeOffset JudgedAt,
    Guid? RunId,
    IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<DriftItemResponse> Items,
    IReadOnlyList<DriftAmbiguityResponse> Ambiguous);

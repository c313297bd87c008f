namespace Nms.Contracts.Discovery;

/// <summary>What differs from the run before of the same scope.</summary>
/// <param name="PreviousRunId">The run before.</param>
/// <param name="Discovered">Equipment that is new.</param>
/// <param name="Changed">Equipment whose profile changed.</param>
/// <param name="Lost">Equipment that was not found any more.</param>
/// <param name="Unchanged">How much is as it was.</param>
public sealed record DiscoveryComparisonResponse(
    Guid PreviousRunId, IReadOnlyList<Guid> Discovered, IReadOnlyList<Guid> Changed, IReadOnlyList<Guid> Lost, int Unchanged);

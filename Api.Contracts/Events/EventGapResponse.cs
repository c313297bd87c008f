namespace Nms.Contracts.Events;

/// <summary>What somebody has missed for good: it is no longer kept.</summary>
/// <param name="Missing">By priority, the most urgent first.</param>
public sealed record EventGapResponse(IReadOnlyList<MissingEventsResponse> Missing);

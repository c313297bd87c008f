using Nms.Contracts.Events;

namespace Nms.Client.Events;

/// <summary>Events that the caller should have had and that can no longer be had.</summary>
/// <param name="Code">Why: expired, they are no longer kept; cursor_ahead, the place is of another log.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Missing">What is missing, by priority, the most urgent first; empty when the place is of another log.</param>
public sealed record EventGap(string Code, string Message, IReadOnlyList<MissingEventsResponse> Missing);

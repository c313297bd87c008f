namespace Nms.Contracts.Events;

/// <summary>Events of one priority that are no longer kept.</summary>
/// <param name="Priority">Their priority.</param>
/// <param name="From">The first sequence number that may be missing.</param>
/// <param name="To">The last that is missing.</param>
/// <param name="NewestAt">When the newest of them happened.</param>
public sealed record MissingEventsResponse(EventPriority Priority, long From, long To, DateTimeOffset NewestAt);

namespace Nms.Contracts.Events;

/// <summary>A piece of the event log.</summary>
/// <param name="Events">In sequence order.</param>
/// <param name="Next">Pass it as <c>after</c> to go on, also when no event matched.</param>
/// <param name="Oldest">The oldest sequence still kept.</param>
/// <param name="Head">The newest sequence there is.</param>
/// <param name="Gap">True when events after the given place are no longer kept.</param>
public sealed record EventPageResponse(IReadOnlyList<EventMessage> Events, long Next, long Oldest, long Head, bool Gap);

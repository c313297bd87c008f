using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>What a follower of the feed is handed at once.</summary>
/// <param name="Events">The most urgent first, and in the order of the log inside a priority.</param>
/// <param name="Missing">What was deleted before this follower came to it; each told once.</param>
public readonly record struct EventBatch(ImmutableArray<EventEnvelope> Events, ImmutableArray<MissingEvents> Missing);

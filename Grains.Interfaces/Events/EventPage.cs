using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>A piece of the log.</summary>
/// <param name="Events">In sequence order.</param>
/// <param name="Next">Pass it as <c>after</c> to go on.</param>
/// <param name="Oldest">The oldest sequence still kept; asking for less means a gap.</param>
/// <param name="Head">The newest sequence there is.</param>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventPage")]
public sealed record EventPage(
    [property: Id(0)] ImmutableArray<EventEnvelope> Events,
    [property: Id(1)] long Next,
    [property: Id(2)] long Oldest,
    [property: Id(3)] long Head);

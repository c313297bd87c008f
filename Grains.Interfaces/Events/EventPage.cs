using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>A piece of the log.</summary>
/// <param name="Events">In sequence order.</param>
/// <param name="Next">Everything asked for was looked at up to here.</param>
/// <param name="Oldest">The oldest sequence still kept, 0 when none is.</param>
/// <param name="Head">The newest sequence there is.</param>
/// <param name="Purged">What is no longer kept, by priority; a priority of which everything is kept is not in it.</param>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventPage")]
public sealed record EventPage(
    [property: Id(0)] ImmutableArray<EventEnvelope> Events,
    [property: Id(1)] long Next,
    [property: Id(2)] long Oldest,
    [property: Id(3)] long Head,
    [property: Id(4)] ImmutableArray<PurgedEvents> Purged = default)
{
    /// <summary>What somebody at a place in the feed has missed for good of the priorities that he asks for, the most urgent first.</summary>
    public ImmutableArray<MissingEvents> MissingAfter(EventCursor after, EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Purged.IsDefaultOrEmpty
            ? []
            :
            [
                .. from purged in Purged
                   where purged.Priority >= query.MinimumPriority && purged.Priority <= query.MaximumPriority && purged.Through > after[purged.Priority]
                   orderby purged.Priority descending
                   select new MissingEvents(purged.Priority, after[purged.Priority] + 1, purged.Through, purged.NewestAt),
            ];
    }
}

namespace Nms.Events;

/// <summary>Events of one priority that somebody has not had and that can no longer be read.</summary>
/// <param name="Priority">Their priority.</param>
/// <param name="From">The first sequence number that may be missing.</param>
/// <param name="To">The last that is missing.</param>
/// <param name="NewestAt">When the newest of them happened.</param>
[GenerateSerializer, Immutable, Alias("Nms.Events.MissingEvents")]
public readonly record struct MissingEvents(
    [property: Id(0)] EventPriority Priority,
    [property: Id(1)] long From,
    [property: Id(2)] long To,
    [property: Id(3)] DateTimeOffset NewestAt);

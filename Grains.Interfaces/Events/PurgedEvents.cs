namespace Nms.Events;

/// <summary>What is no longer kept of one priority.</summary>
/// <param name="Priority">The priority.</param>
/// <param name="Through">The newest event of it that was deleted.</param>
/// <param name="NewestAt">When the newest of them happened.</param>
[GenerateSerializer, Immutable, Alias("Nms.Events.PurgedEvents")]
public readonly record struct PurgedEvents(
    [property: Id(0)] EventPriority Priority,
    [property: Id(1)] long Through,
    [property: Id(2)] DateTimeOffset NewestAt);

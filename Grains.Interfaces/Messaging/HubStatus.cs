using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>How the hub is doing, in the whole cluster.</summary>
/// <param name="Running">False while it accepts nothing new.</param>
/// <param name="Since">Since when.</param>
/// <param name="Inboxes">The counters of every inbox.</param>
/// <param name="Processing">Messages that modules have and have not acknowledged.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.HubStatus")]
public sealed record HubStatus(
    [property: Id(0)] bool Running,
    [property: Id(1)] DateTimeOffset? Since,
    [property: Id(2)] ImmutableArray<InboxCounters> Inboxes,
    [property: Id(3)] long Processing);

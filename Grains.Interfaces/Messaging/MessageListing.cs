using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>Messages, the newest first.</summary>
/// <param name="Messages">Those that were asked for; fewer than there was room for when an inbox knows better than the store.</param>
/// <param name="Next">Where to go on; null when there are no more.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.MessageListing")]
public sealed record MessageListing(
    [property: Id(0)] ImmutableArray<HubMessage> Messages,
    [property: Id(1)] long? Next);

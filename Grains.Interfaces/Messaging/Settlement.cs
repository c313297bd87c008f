using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>What became of the messages that a module acknowledged or rejected.</summary>
/// <param name="Settled">Recorded, on disk.</param>
/// <param name="Unknown">Not open in this inbox: acknowledged before, expired, given up or never there.</param>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.Settlement")]
public sealed record Settlement(
    [property: Id(0)] ImmutableArray<Guid> Settled,
    [property: Id(1)] ImmutableArray<Guid> Unknown);

using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>What every silo must know to judge an access token.</summary>
/// <param name="Version">Counts changes.</param>
/// <param name="Keys">Keys that sign or still verify, the oldest first.</param>
/// <param name="EndedSessions">Sessions that ended while an access token of theirs may live.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.TokenRegistry")]
public sealed record TokenRegistry(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<SigningKeyRecord> Keys,
    [property: Id(2)] ImmutableHashSet<Guid> EndedSessions);

using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Signing keys, and ended sessions with the time until which they matter.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.TokenRegistryState")]
internal sealed record TokenRegistryState
{
    [Id(0)] public long Version { get; init; }

    [Id(1)] public ImmutableArray<SigningKeyRecord> Keys { get; init; } = [];

    [Id(2)] public ImmutableDictionary<Guid, DateTimeOffset> EndedSessions { get; init; } = ImmutableDictionary<Guid, DateTimeOffset>.Empty;
}

using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>When API keys were used last; apart from the keys, because it changes all the time and matters little.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.KeyUsesState")]
internal sealed record KeyUsesState
{
    [Id(0)] public ImmutableDictionary<Guid, DateTimeOffset> LastUsed { get; init; } = ImmutableDictionary<Guid, DateTimeOffset>.Empty;
}
